export type TeachRunTable = {
  id: string;
  bot_id: string;
  /** One of `RUN_STATES` of the tuning room. */
  state: string;
  preset: string;
  /** JSON of `RunSettings`: what was asked for. */
  settings: string;
  /** JSON of `Recipe`: what is trained with, once the estimate has fitted it to the time allowed. */
  recipe: string | null;
  base_model: string;
  data_set_id: string | null;
  version_id: string | null;
  comparison_id: string | null;
  job_id: string | null;
  /** `pause` while the worker has not yet seen that it shall stop. */
  wish: string | null;
  /** `machine` while the run waits or works, so that no second one can. */
  slot: string | null;
  /** JSON of `RunEstimate`. */
  estimate: string | null;
  /** JSON of `LearnedStep`, both: corrections, and replies that people judged. */
  preference: string | null;
  thumbs: string | null;
  /** JSON of `Forgetting`. */
  forgetting: string | null;
  /** JSON of `RunProgress`. */
  progress: string | null;
  /** JSON string array: what a person should know, for instance that epochs were cut. */
  notes: string;
  /** Why it failed: a code for machines, one sentence for people. */
  reason_code: string | null;
  reason: string | null;
  /** Times it was taken up since it last got further. */
  attempts: number;
  created_by: string;
  created_at: number;
  updated_at: number;
  ended_at: number | null;
};

export type TeachPointTable = {
  run_id: string;
  step: number;
  /** What was learned; null in points of before it was noted, where those of corrections alone have a margin. */
  part: 'lessons' | 'corrections' | 'thumbs' | null;
  loss: number | null;
  held_out_loss: number | null;
  learning_rate: number | null;
  tokens_per_second: number | null;
  margin: number | null;
};

export type TeachCheckpointTable = {
  run_id: string;
  /**
   * `last` to continue from, the best adapter so far inside its moments; `final` what the lessons gave; `preferring` and `preferred`
   * the same of the corrections, `weighing` and `weighed` of thumbs.
   */
  kind: 'last' | 'final' | 'preferring' | 'preferred' | 'weighing' | 'weighed';
  step: number;
  /** Lengths of its files, which lie in the data folder. */
  adapter_bytes: number;
  moments_bytes: number;
  /** JSON of the trainer. */
  state: string;
  created_at: number;
};

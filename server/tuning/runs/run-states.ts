/**
 * A run waits for a worker, has its data set assembled, is measured on it, trains, learns corrections and thumbs where there are enough, has its adapter merged into a
 * version, and is tested. `paused` and `failed` ones can be taken up again where they were.
 */
export const RUN_STATES = [
  'waiting',
  'assembling',
  'estimating',
  'training',
  'preferring',
  'weighing',
  'merging',
  'testing',
  'done',
  'failed',
  'paused',
  'cancelled',
] as const;
export type RunState = (typeof RUN_STATES)[number];

/** What a worker does with a run, in this order. */
export const STAGES = [
  'assembling',
  'estimating',
  'training',
  'preferring',
  'weighing',
  'merging',
  'testing',
] as const;
export type Stage = (typeof STAGES)[number];

export type RunAction = { begin: Stage } | 'finish' | 'fail' | 'pause' | 'resume' | 'goBack' | 'cancel';

/** Whether it waits for a worker or has one: such a run holds the machine. */
export function isActive(state: RunState): boolean {
  return state === 'waiting' || isStage(state);
}

/** Whether nothing more will happen to it unless somebody resumes it. */
export function isAtRest(state: RunState): boolean {
  return !isActive(state);
}

/**
 * The state after an action, or undefined where that action makes no sense. A stage may begin again, after a crash or
 * a pause, but no earlier one than was reached, unless what that one brought was lost (`goBack`).
 */
export function nextState(state: RunState, action: RunAction): RunState | undefined {
  if (typeof action === 'object') return canBegin(state, action.begin) ? action.begin : undefined;
  return AFTER[action](state);
}

const AFTER: Record<Exclude<RunAction, object>, (state: RunState) => RunState | undefined> = {
  finish: (state) => (state === 'merging' || state === 'testing' ? 'done' : undefined),
  fail: (state) => (isActive(state) ? 'failed' : undefined),
  pause: (state) => (isActive(state) ? 'paused' : undefined),
  resume: (state) => (state === 'paused' || state === 'failed' ? 'waiting' : undefined),
  goBack: (state) => (isActive(state) ? 'waiting' : undefined),
  cancel: (state) => (isActive(state) || state === 'paused' || state === 'failed' ? 'cancelled' : undefined),
};

function isStage(state: RunState): state is Stage {
  return STAGES.some((stage) => stage === state);
}

function canBegin(state: RunState, stage: Stage): boolean {
  if (state === 'waiting') return true;
  return isStage(state) && STAGES.indexOf(state) <= STAGES.indexOf(stage);
}

/** What is there of a run's work. */
export type RunFacts = {
  hasDataSet: boolean;
  /** The recipe that was fitted to the time allowed. */
  hasRecipe: boolean;
  hasAdapter: boolean;
  /** Corrections are still to be learned on top of it. */
  wantsPreferences: boolean;
  /** Judged replies are, after those. */
  wantsThumbs: boolean;
  hasVersion: boolean;
  hasComparison: boolean;
  /** False where nobody wants the gate. */
  isTested: boolean;
};

function afterLessons({ wantsPreferences, wantsThumbs }: RunFacts): Stage {
  if (wantsPreferences) return 'preferring';
  return wantsThumbs ? 'weighing' : 'merging';
}

/** What is missing decides what comes next: so a run goes on after a crash at any moment. */
export function stageFor(facts: RunFacts): Stage | undefined {
  if (!facts.hasVersion) {
    if (facts.hasAdapter) return afterLessons(facts);
    if (!facts.hasDataSet) return 'assembling';
    return facts.hasRecipe ? 'training' : 'estimating';
  }
  return facts.isTested && !facts.hasComparison ? 'testing' : undefined;
}

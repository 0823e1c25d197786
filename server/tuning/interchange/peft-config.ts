import { z } from 'zod';
import { AppError } from '../../base/index.ts';
import { problemsOf } from '../../contract/index.ts';

/** PEFT adapters of small models use 4 to 64; more than this is no adapter any more. */
const MAX_RANK = 1024;

/** Options that change what the tensors mean, with what each is called; off where false, null, empty or "none". */
const UNSUPPORTED = {
  use_dora: 'DoRA (weight-decomposed adapters)',
  use_rslora: 'rank-stabilised scaling',
  use_qalora: 'quantisation-aware adapters',
  use_bdlora: 'block-diagonal adapters',
  lora_bias: 'biases inside the adapter',
  bias: 'trained biases',
  fan_in_fan_out: 'transposed weights',
  modules_to_save: 'whole layers saved beside the adapter',
  rank_pattern: 'a rank of its own for some layers',
  alpha_pattern: 'a scale of its own for some layers',
  layer_replication: 'replicated layers',
  trainable_token_indices: 'trained token embeddings',
  target_parameters: 'adapted parameters that are no linear layers',
  alora_invocation_tokens: 'adapters that switch on at a token',
  arrow_config: 'adapters that are routed',
  kasa_config: 'KaSA',
  monteclora_config: 'MonteCLoRA',
  velora_config: 'VeLoRA',
  megatron_config: 'Megatron layers',
} as const;

/** Ways to begin that leave the base model as it was; the others (PiSSA, OLoRA, LoftQ, …) change it. */
const HARMLESS_STARTS: readonly unknown[] = [undefined, null, true, false, 'gaussian', 'eva', 'orthogonal'];

const configSchema = z.looseObject({
  peft_type: z.string(),
  task_type: z.string().nullish(),
  base_model_name_or_path: z.string().nullish(),
  r: z.number().int().min(1).max(MAX_RANK),
  lora_alpha: z.number().positive().max(1e6),
});

/** What an `adapter_config.json` says that Foyer needs. */
export type PeftConfig = { rank: number; alpha: number; baseName: string | undefined };

/** @throws AppError `bad_request` naming the option that Foyer has no place for */
export function readPeftConfig(path: string, json: unknown): PeftConfig {
  const parsed = configSchema.safeParse(json);
  if (!parsed.success) throw refusal(path, problemsOf(parsed.error), parsed.error);
  const raw = parsed.data;
  if (raw.peft_type !== 'LORA')
    throw refusal(path, `its kind is ${raw.peft_type}, and only LORA is supported`);
  if (raw.task_type && raw.task_type !== 'CAUSAL_LM') {
    throw refusal(path, `its task is ${raw.task_type}, and only CAUSAL_LM writes answers`);
  }
  for (const [option, what] of Object.entries(UNSUPPORTED)) {
    if (isOn(raw[option])) throw refusal(path, `it uses ${what} ("${option}"), which Foyer cannot serve`);
  }
  if (!HARMLESS_STARTS.includes(raw['init_lora_weights'])) {
    const start = String(raw['init_lora_weights']).slice(0, 40);
    throw refusal(
      path,
      `it began as "${start}", which changes the base model; convert it to a plain LoRA first`,
    );
  }
  return { rank: raw.r, alpha: raw.lora_alpha, baseName: raw.base_model_name_or_path ?? undefined };
}

/** The `adapter_config.json` of an adapter of ours, as Python PEFT and vLLM read it. `modules`: the layers' last names. */
export function peftConfig(adapter: {
  rank: number;
  alpha: number;
  modules: readonly string[];
  baseName: string;
}): Record<string, unknown> {
  return {
    peft_type: 'LORA',
    task_type: 'CAUSAL_LM',
    base_model_name_or_path: adapter.baseName,
    r: adapter.rank,
    lora_alpha: adapter.alpha,
    lora_dropout: 0,
    target_modules: adapter.modules,
    bias: 'none',
    fan_in_fan_out: false,
    inference_mode: true,
    init_lora_weights: true,
    modules_to_save: null,
    use_dora: false,
    use_rslora: false,
  };
}

function isOn(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value) && value !== 'none';
}

function refusal(path: string, problem: string, cause?: unknown): AppError {
  return new AppError('bad_request', `The adapter ${path} cannot be imported: ${problem}.`, { cause });
}

/**
 * Named float32 tensors of a pretrained model, read one at a time.
 * Names and layout are Hugging Face's: `model.layers.0.self_attn.q_proj.weight`, `[out, in]` row-major, query and key
 * rows in Hugging Face order (a GGUF reader has un-permuted them).
 */
export type WeightSource = {
  names(): string[];
  has(name: string): boolean;
  /** @throws AppError `model_file_invalid` where the name is unknown */
  shape(name: string): readonly number[];
  /** Row-major values, as many as the shape says. @throws AppError `model_file_invalid` */
  read(name: string): Float32Array;
};

/** A matrix that training changes. */
export type TrainedTensor = { name: string; shape: readonly [number, number] };

/** How the linear layers are stored. `q8` and `q4`: blocks of 32 along the input side, one float32 scale a block. */
export type Precision = 'q8' | 'q4' | 'fp32';

export type RopeScaling =
  | { kind: 'none' }
  | { kind: 'linear'; factor: number }
  | {
      kind: 'llama3';
      factor: number;
      lowFrequencyFactor: number;
      highFrequencyFactor: number;
      originalMaxPositions: number;
    };

/** A decoder as data: the numbers of Hugging Face's config.json under our names. */
export type DecoderConfig = {
  architecture: 'llama' | 'qwen2' | 'qwen3';
  vocabularySize: number;
  hiddenSize: number;
  intermediateSize: number;
  layers: number;
  heads: number;
  keyValueHeads: number;
  /** Width of one head; often, not always, `hiddenSize / heads`. */
  headSize: number;
  normEpsilon: number;
  ropeTheta: number;
  ropeScaling: RopeScaling;
  /** Longest context, in tokens: the rotary tables are made for it. */
  maxPositions: number;
  /** The head reuses the embedding table, and no `lm_head.weight` exists. */
  tiedEmbeddings: boolean;
  /** Any of these ends the answer. */
  endTokenIds: readonly number[];
};

/** A BERT-like encoder as data. */
export type EncoderConfig = {
  architecture: 'bert';
  vocabularySize: number;
  tokenTypes: number;
  hiddenSize: number;
  intermediateSize: number;
  layers: number;
  heads: number;
  normEpsilon: number;
  maxPositions: number;
};

/**
 * A model in two parts, both to be written into one folder: the graph, and the tensors it refers to.
 * `data` yields the content of the file `dataName` in order, one tensor at a time, and is made while it is read;
 * iterate it once.
 */
export type BuiltModel = {
  proto: Uint8Array;
  dataName: string;
  /** Length of the file `dataName`. */
  dataBytes: number;
  data: Iterable<Uint8Array>;
};

export type BuildOptions = {
  precision: Precision;
  /** File name of the tensors, as the graph refers to it. */
  dataName: string;
};

/** Of an encoder all of whose matrices are trained; `dataName` names the file of what stays as it is. */
export type EncoderTrainingOptions = Pick<BuildOptions, 'dataName'>;

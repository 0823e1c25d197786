/** What the parent tells an embedder process before its first call. */
export type EmbedderSetup = {
  /** Absolute path of the converted folder. */
  folder: string;
  graph: string;
  hiddenSize: number;
  /** Longer texts are cut to this many tokens. */
  maxTokens: number;
  threads: number;
};

/** Where a cross-encoder lies: the process opens it at the first text that it is to read. */
export type ReaderSetup = Pick<EmbedderSetup, 'folder' | 'graph' | 'maxTokens'>;

/** Where a bi-encoder lies, opened likewise. */
export type EncoderSetup = Omit<EmbedderSetup, 'threads'>;

export type EmbedderCalls = {
  /** One padded batch. The output holds the vectors in the order of the texts, one after another. */
  embed: { input: readonly string[]; event: never; output: Float32Array };
  /** The same by the bi-encoder. */
  rank: { input: { encoder: EncoderSetup; texts: readonly string[] }; event: never; output: Float32Array };
  /** Log-odds that the text answers the question. */
  read: { input: { reader: ReaderSetup; question: string; text: string }; event: never; output: number };
};

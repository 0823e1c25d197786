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

export type EmbedderCalls = {
  /** One padded batch. The output holds the vectors in the order of the texts, one after another. */
  embed: { input: readonly string[]; event: never; output: Float32Array };
};

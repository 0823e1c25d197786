/**
 * A piece of a document in reading order. Each item of a list, row of a table and line of code stands on a line of its
 * own; a paragraph's line breaks are the author's.
 */
export type Block =
  | { kind: 'heading' /** 1 to 6. */; level: number; text: string }
  | { kind: 'paragraph' | 'list' | 'table' | 'code'; text: string };

export type ExtractedDocument = {
  /** Empty when the content has none. */
  title: string;
  blocks: Block[];
  /** True when every section stands for itself, as in a file of questions and answers: sections are never merged. */
  separateSections?: boolean;
  warnings: string[];
};

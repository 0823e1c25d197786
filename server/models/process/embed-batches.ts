export type EmbedBatch = {
  /** Places in the caller's list. */
  indexes: number[];
  texts: string[];
};

/** About 600 tokens with padding: one batch keeps two cores busy for some 100 ms, which is all a visitor has to wait. */
const MAX_PADDED_CHARACTERS = 2_400;
const MAX_TEXTS = 32;
/** Past this a text is cut by the token limit anyway; the tail is not sent to the process. */
const MAX_TEXT_CHARACTERS = 8_192;

/** Splits texts into small batches of about equal length, so that little time goes into padding. */
export function planBatches(texts: readonly string[]): EmbedBatch[] {
  const sorted = texts
    .map((text, index) => ({ index, text: text.slice(0, MAX_TEXT_CHARACTERS) }))
    .sort((a, b) => a.text.length - b.text.length);
  const batches: EmbedBatch[] = [];
  let open: EmbedBatch = { indexes: [], texts: [] };
  for (const { index, text } of sorted) {
    const full =
      open.texts.length === MAX_TEXTS || (open.texts.length + 1) * text.length > MAX_PADDED_CHARACTERS;
    if (full && open.texts.length > 0) {
      batches.push(open);
      open = { indexes: [], texts: [] };
    }
    open.indexes.push(index);
    open.texts.push(text);
  }
  return open.texts.length > 0 ? [...batches, open] : batches;
}

const ITEM = /^(?:[-*•–]|\d{1,2}[.)])\s+/;
const STEP = /^\d{1,2}[.)]\s+/;

/** Whether a line is an item of a list, bulleted or numbered. */
export function isItem(text: string): boolean {
  return ITEM.test(text);
}

/** Whether it is an item of a numbered list. */
export function isStep(text: string): boolean {
  return STEP.test(text);
}

/** A line without the mark that makes it an item. */
export function withoutMark(text: string): string {
  return text.replace(ITEM, '');
}

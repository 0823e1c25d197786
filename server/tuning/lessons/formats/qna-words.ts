/** What an exported `qna.yaml` says where the format asks for something a lesson does not have. */
export const NO_TASK = 'Answer as the examples do.';
export const EVERY_DOCUMENT = '**';

/** The pattern that matches this document alone. */
export function patternOf(documentName: string): string {
  return documentName.replace(/[*?[\]{}\\]/g, '\\$&');
}

/** The only document a pattern can match; undefined where it may match several. */
export function documentOf(pattern: string): string | undefined {
  const isOfSeveral = /[*?[\]{}]/.test(pattern.replace(/\\./gs, ''));
  return isOfSeveral ? undefined : pattern.replace(/\\(.)/gs, '$1');
}

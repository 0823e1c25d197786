/** What stands in the address of the list pages, so that a filter can be sent to a colleague. */
export type ListSearch = { find?: string; state?: string };

export function listSearch(search: Record<string, unknown>): ListSearch {
  return { ...named(search, 'find'), ...named(search, 'state') };
}

/** With `paste`, a text of this title is begun. */
export function knowledgeSearch(search: Record<string, unknown>): ListSearch & { paste?: string } {
  return { ...listSearch(search), ...named(search, 'paste') };
}

/** With `question`, a new approved answer is begun; other wordings stand a line each. */
export function approvedSearch(
  search: Record<string, unknown>,
): Pick<ListSearch, 'find'> & { question?: string; paraphrases?: string } {
  return { ...named(search, 'find'), ...named(search, 'question'), ...named(search, 'paraphrases') };
}

/** With `question`, of a visitor, a new entry is begun. */
export function wordsSearch(
  search: Record<string, unknown>,
): Pick<ListSearch, 'find'> & { question?: string } {
  return { ...named(search, 'find'), ...named(search, 'question') };
}

/** Days as `2026-11-29`. */
export function rangeSearch(search: Record<string, unknown>): { from?: string; to?: string } {
  return { ...named(search, 'from'), ...named(search, 'to') };
}

/** Days as `2026-11-29`; of any time without them. */
export function markedSearch(
  search: Record<string, unknown>,
): Pick<ListSearch, 'state'> & { from?: string; to?: string } {
  return { ...named(search, 'state'), ...rangeSearch(search) };
}

/** With `document`, those in which it was cited; with `passage` too, that passage of it. */
export function conversationsSearch(
  search: Record<string, unknown>,
): Pick<ListSearch, 'state'> & { feedback?: string; document?: string; passage?: string } {
  const cited = { ...named(search, 'document'), ...named(search, 'passage') };
  return { ...named(search, 'state'), ...named(search, 'feedback'), ...cited };
}

/** With `pair`, that better answer alone. */
export function betterAnswersSearch(search: Record<string, unknown>): ListSearch & { pair?: string } {
  return { ...listSearch(search), ...named(search, 'pair') };
}

/** With `correction`, that one alone. */
export function correctionsSearch(search: Record<string, unknown>): { correction?: string } {
  return named(search, 'correction');
}

/** With `question`, a new test is begun. */
export function testsSearch(
  search: Record<string, unknown>,
): ListSearch & { result?: string; question?: string; test?: string } {
  return {
    ...listSearch(search),
    ...named(search, 'result'),
    ...named(search, 'question'),
    ...named(search, 'test'),
  };
}

/** What a new lesson begins with, such as an example that was made from a document. */
export function lessonSearch(search: Record<string, unknown>): {
  question?: string;
  answer?: string;
  documentName?: string;
} {
  return { ...named(search, 'question'), ...named(search, 'answer'), ...named(search, 'documentName') };
}

/** Whom the new version is held against, and which outcomes are shown. */
export function comparisonSearch(
  search: Record<string, unknown>,
): Pick<ListSearch, 'state'> & { against?: string } {
  return { ...named(search, 'state'), ...named(search, 'against') };
}

/** The step of setting up that is shown; without one, the first that is not done. */
export const SETUP_STEPS = ['document', 'questions', 'snippet', 'seen'] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

export function setupSearch({ step }: Record<string, unknown>): { step?: SetupStep } {
  const known = SETUP_STEPS.find((name) => name === step);
  return known === undefined ? {} : { step: known };
}

function named<K extends string>(search: Record<string, unknown>, name: K): { [P in K]?: string } {
  const value = search[name];
  return typeof value === 'string' && value !== '' ? ({ [name]: value } as { [P in K]?: string }) : {};
}

/** The filter of the record of who did what; days as `2026-11-29`. */
export type AuditSearch = { text?: string; actor?: string; verb?: string; from?: string; to?: string };

export function auditSearch(search: Record<string, unknown>): AuditSearch {
  const names = ['text', 'actor', 'verb', 'from', 'to'] as const;
  return Object.fromEntries(
    names.flatMap((name) =>
      typeof search[name] === 'string' && search[name] !== '' ? [[name, search[name]]] : [],
    ),
  );
}

/** Which conversations of the inbox are shown, and what is looked for in all of them. */
export type InboxSearch = { show?: string; find?: string; tag?: string };

export function inboxSearch(search: Record<string, unknown>): InboxSearch {
  return { ...named(search, 'show'), ...named(search, 'find'), ...named(search, 'tag') };
}

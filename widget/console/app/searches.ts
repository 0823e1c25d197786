/** What stands in the address of the list pages, so that a filter can be sent to a colleague. */
export type ListSearch = { find?: string; state?: string };

export function listSearch(search: Record<string, unknown>): ListSearch {
  const text = (name: string) => (typeof search[name] === 'string' ? search[name] : '');
  const [find, state] = [text('find'), text('state')];
  return { ...(find === '' ? {} : { find }), ...(state === '' ? {} : { state }) };
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

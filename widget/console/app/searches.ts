/** What stands in the address of the list pages, so that a filter can be sent to a colleague. */
export type ListSearch = { find?: string; state?: string };

export function listSearch(search: Record<string, unknown>): ListSearch {
  const text = (name: string) => (typeof search[name] === 'string' ? search[name] : '');
  const [find, state] = [text('find'), text('state')];
  return { ...(find === '' ? {} : { find }), ...(state === '' ? {} : { state }) };
}

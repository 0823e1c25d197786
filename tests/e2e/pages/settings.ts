/** What the test puts into the page before its script runs. */
export type PageSettings = { serverUrl: string; botId: string; session: string; conversationId: string };

export function pageSettings(): PageSettings {
  return (window as unknown as { settings: PageSettings }).settings;
}

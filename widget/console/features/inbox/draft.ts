export type Draft = { mode: 'reply' | 'note'; text: string };

/** For this tab only: what one person began to write is not for the next who opens the browser. */
function keyOf(botId: string, conversationId: string): string {
  return `foyer:draft:${botId}:${conversationId}`;
}

/** What was written and not sent, also after the page was loaded again. */
export function readDraft(botId: string, conversationId: string): Draft {
  const kept = sessionStorage.getItem(keyOf(botId, conversationId));
  const [mode, text] = kept?.startsWith('note:') ? ['note', kept.slice(5)] : ['reply', kept?.slice(6) ?? ''];
  return { mode: mode === 'note' ? 'note' : 'reply', text: text ?? '' };
}

export function keepDraft(botId: string, conversationId: string, { mode, text }: Draft): void {
  const key = keyOf(botId, conversationId);
  if (text === '') sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, `${mode}:${text}`);
}

/** The sender's mark on a message: sent again with the same mark, it is not said twice. */
export function newSendKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

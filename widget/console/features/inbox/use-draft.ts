import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { addNote, inboxConversationQuery, sayToVisitor, tellTyping } from '../../queries/inbox.ts';
import { type Draft, keepDraft, newSendKey, readDraft } from './draft.ts';

/** As often as the server passes it on. */
const TYPING_EVERY_MS = 3_000;

type Place = { botId: string; conversationId: string };

/** What is being written to a visitor or to colleagues; it goes away only when it was sent. */
export function useDraft(place: Place, tellsTyping: boolean) {
  const { botId, conversationId } = place;
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => readDraft(botId, conversationId));
  const sending = useRef<{ text: string; key: string }>(undefined);
  const told = useRef(0);

  function change(next: Partial<Draft>): void {
    setDraft((known) => {
      const changed = { ...known, ...next };
      keepDraft(botId, conversationId, changed);
      return changed;
    });
  }

  function write(text: string): void {
    change({ text });
    if (!tellsTyping || draft.mode === 'note' || text === '' || Date.now() - told.current < TYPING_EVERY_MS)
      return;
    told.current = Date.now();
    // The visitor merely does not see it when it fails.
    tellTyping(place).catch(() => undefined);
  }

  const send = useMutation({
    mutationFn: async ({ mode, text }: Draft) => {
      if (mode === 'note') return await addNote({ ...place, text });
      if (sending.current?.text !== text) sending.current = { text, key: newSendKey() };
      await sayToVisitor({ ...place, ...sending.current });
    },
    onSuccess: (_result, sent) => {
      sending.current = undefined;
      setDraft((known) => {
        const rest = known.text === sent.text ? { ...known, text: '' } : known;
        keepDraft(botId, conversationId, rest);
        return rest;
      });
    },
    onSettled: () =>
      queries.invalidateQueries({ queryKey: inboxConversationQuery(botId, conversationId).queryKey }),
  });

  return { draft, write, change, send };
}

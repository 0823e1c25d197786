import { useEffect, useRef, useState } from 'react';
import type { AskReply, HistoryMessage, VisitorReader } from '../../../../server/contract/index.ts';
import { askBot } from '../../queries.ts';

export type TriedTurn = {
  id: number;
  question: string;
  reply?: AskReply;
  error?: unknown;
  stopped?: boolean;
};

type Trial = {
  turns: readonly TriedTurn[];
  busy: boolean;
  ask(question: string): void;
  stop(): void;
  clear(): void;
};

type TriedAs = {
  visitor: VisitorReader | undefined;
  /** Empty: what serves. */
  version: string;
};

/** A conversation that lives in this page only; each question goes with what was said before. */
export function useTrial(botId: string, { visitor, version }: TriedAs): Trial {
  const [turns, setTurns] = useState<readonly TriedTurn[]>([]);
  const [busy, setBusy] = useState(false);
  const running = useRef<AbortController>(undefined);
  const nextId = useRef(0);

  useEffect(() => () => running.current?.abort(), []);

  async function run(question: string, earlier: readonly TriedTurn[]): Promise<void> {
    const abort = new AbortController();
    running.current = abort;
    const id = nextId.current++;
    const settle = (change: Partial<TriedTurn>) =>
      setTurns((known) => known.map((turn) => (turn.id === id ? { ...turn, ...change } : turn)));
    setTurns([...earlier, { id, question }]);
    setBusy(true);
    try {
      const as = { ...(visitor && { visitor }), ...(version && { version }) };
      const asked = { question, history: historyOf(earlier), ...as };
      settle({ reply: await askBot(botId, asked, abort.signal) });
    } catch (thrown) {
      settle(abort.signal.aborted ? { stopped: true } : { error: thrown });
    } finally {
      if (running.current === abort) {
        running.current = undefined;
        setBusy(false);
      }
    }
  }

  return {
    turns,
    busy,
    ask(text) {
      const question = text.trim();
      if (question === '' || running.current) return;
      void run(
        question,
        turns.filter((turn) => turn.error === undefined),
      );
    },
    stop: () => running.current?.abort(),
    clear() {
      running.current?.abort();
      setTurns([]);
    },
  };
}

function historyOf(turns: readonly TriedTurn[]): HistoryMessage[] {
  return turns.flatMap(({ question, reply }): HistoryMessage[] =>
    reply
      ? [
          { role: 'user', content: question },
          { role: 'assistant', content: reply.text },
        ]
      : [],
  );
}

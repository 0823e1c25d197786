import type { GenerateEvent, Generator } from '../../models/index.ts';

/** What a model wrote for one prompt, to its own end. */
export type Written = { text: string; reason: Extract<GenerateEvent, { type: 'finished' }>['reason'] };

export type Recording = {
  generator: Generator;
  /** Undefined when the model was not asked. @throws AppError what generating threw */
  written(): Promise<Written | undefined>;
};

/**
 * A generator that passes everything on as it comes, and goes on listening after its reader has stopped it: the checks
 * end an answer early, and what the model would have said by itself is to be measured too. `signal` alone ends the model.
 */
export function recordGenerator(inner: Generator, signal?: AbortSignal): Recording {
  let written: Promise<Written> | undefined;
  return {
    generator: {
      contextTokens: inner.contextTokens,
      identity: () => inner.identity(),
      countTokens: (messages) => inner.countTokens(messages),
      async *generate(request) {
        const events: GenerateEvent[] = [];
        let grown = Promise.withResolvers<void>();
        async function listen(): Promise<Written> {
          let text = '';
          let reason: Written['reason'] = 'stop';
          for await (const event of inner.generate(request, signal)) {
            if (event.type === 'text') text += event.delta;
            if (event.type === 'finished') reason = event.reason;
            events.push(event);
            grown.resolve();
            grown = Promise.withResolvers<void>();
          }
          return { text: text.trim(), reason };
        }
        const listening = listen();
        written = listening;
        let isOver = false;
        const over = listening.then(
          () => {
            isOver = true;
          },
          () => {
            isOver = true;
          },
        );
        for (let at = 0; ; ) {
          const event = events[at];
          if (event !== undefined) {
            at += 1;
            yield event;
          } else if (isOver) break;
          else await Promise.race([grown.promise, over]);
        }
        await listening;
      },
    },
    written: async () => written,
  };
}

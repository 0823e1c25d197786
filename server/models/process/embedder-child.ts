import { serveChild } from '../../base/index.ts';
import type { EmbedderCalls, EmbedderSetup } from './embedder-calls.ts';
import { openEncoder } from './encoder.ts';
import { openReader } from './reader.ts';

serveChild<EmbedderSetup, EmbedderCalls>(async (setup) => {
  const embedder = await openEncoder(setup, setup.threads);
  const ranker = openedOnce(openEncoder, setup.threads);
  const reader = openedOnce(openReader, setup.threads);
  return {
    embed: (texts) => embedder.embed(texts),
    async rank({ encoder, texts }) {
      return await (await ranker(encoder)).embed(texts);
    },
    async read({ reader: readerSetup, question, text }) {
      return await (await reader(readerSetup)).read(question, text);
    },
  };
});

/** Opens with the first call, and again where that failed. */
function openedOnce<Setup, Opened>(
  open: (setup: Setup, threads: number) => Promise<Opened>,
  threads: number,
): (setup: Setup) => Promise<Opened> {
  let opened: Promise<Opened> | undefined;
  return async (setup) => {
    opened ??= open(setup, threads).catch((thrown: unknown) => {
      opened = undefined;
      throw thrown;
    });
    return await opened;
  };
}

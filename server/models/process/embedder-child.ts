import { onceMade, serveChild } from '../../base/index.ts';
import type { EmbedderCalls, EmbedderSetup, EncoderSetup, ReaderSetup } from './embedder-calls.ts';
import { openEncoder } from './encoder.ts';
import { openReader } from './reader.ts';

serveChild<EmbedderSetup, EmbedderCalls>(async (setup) => {
  const embedder = await openEncoder(setup, setup.threads);
  const openRanker = onceMade((encoder: EncoderSetup) => openEncoder(encoder, setup.threads));
  const openReading = onceMade((reader: ReaderSetup) => openReader(reader, setup.threads));
  return {
    embed: (texts) => embedder.embed(texts),
    async rank({ encoder, texts }) {
      return await (await openRanker(encoder)).embed(texts);
    },
    async read({ reader, question, text }) {
      return await (await openReading(reader)).read(question, text);
    },
  };
});

import { answerTurn, openApprovedBook } from '../answering/index.ts';
import { getBot } from '../bots/index.ts';
import type { HttpDeps } from '../http/index.ts';
import { type SearchInput, search } from '../knowledge/index.ts';
import { type Generator, rememberingEmbedder } from '../models/index.ts';
import { decisionOfVersion } from '../tuning/index.ts';

/** Questions, and sentences of the passages they are answered from: 1.5 MB a thousand, and those of some sixty questions. */
const REMEMBERED_TEXTS = 4_000;

type AnswerServices = Pick<HttpDeps, 'store' | 'index' | 'clock' | 'log' | 'embedder' | 'served'>;

/** The answering verb with everything but the question bound; settings and release of the bot are read anew for each turn. */
export function bindAnswer({
  store,
  index,
  clock,
  log,
  embedder,
  served,
}: AnswerServices): Pick<HttpDeps, 'answer'> {
  const services = { store, index, clock, log, embedder: rememberingEmbedder(embedder, REMEMBERED_TEXTS) };
  const bound = (input: SearchInput, signal?: AbortSignal) => search(services, input, signal);
  const approved = openApprovedBook(services);
  return {
    async *answer(input, signal, generator) {
      const bot = await getBot(services, input.botId);
      const asked = { botId: input.botId, versionId: generator?.identity().id };
      const decision = await decisionOfVersion(store.db, asked);
      const { language, settings: own, settingsVersion } = bot;
      const settings = { bot: own, language, settingsVersion, decision };
      using model = generator === undefined ? await served.lease(input.botId) : borrowed(generator);
      const deps = { ...services, ...settings, search: bound, approved, generator: model.generator };
      yield* answerTurn(deps, input, signal);
    },
  };
}

function borrowed(generator: Generator) {
  return { generator, [Symbol.dispose]: () => undefined };
}

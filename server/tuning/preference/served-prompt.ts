import { buildPrompt, type Prompt, rankSentences } from '../../answering/index.ts';
import { AppError } from '../../base/index.ts';
import type { BotSettings } from '../../bots/index.ts';
import type { Passport } from '../../contract/index.ts';
import { parseTitlePath, type SearchHit } from '../../knowledge/index.ts';
import type { Embedder } from '../../models/index.ts';
import type { Store } from '../../store/index.ts';

type Deps = { store: Pick<Store, 'db'>; embedder: Embedder };
type Served = { botId: string; bot: BotSettings; passport: Passport };

/**
 * The prompt that a turn was worded from, built again from its passport and the passages that it names.
 * @throws AppError `bad_request` where no model worded it, `conflict` where passages are gone
 */
export async function servedPrompt(
  deps: Deps,
  { botId, bot, passport }: Served,
  signal?: AbortSignal,
): Promise<Prompt> {
  if (passport.prompt === undefined) throw unworded();
  const { searched } = passport;
  const hits = await servedPassages(deps.store, botId, passport);
  const [searchedVector = new Float32Array()] = await deps.embedder.embed([searched], signal);
  const { sentences } = await rankSentences(deps.embedder, { searched, searchedVector, hits }, signal);
  return buildPrompt({ bot, question: searched, ranked: sentences });
}

/** What a correction is told of which nothing can be learned as a preference. */
export function unworded(): AppError {
  return new AppError(
    'bad_request',
    'The model did not word this answer, so no preference can change it; a lesson can.',
  );
}

/** In the order in which they were found; those that stood in the prompt must still be there. */
async function servedPassages(store: Deps['store'], botId: string, passport: Passport): Promise<SearchHit[]> {
  const ids = passport.found.map(({ passageId }) => passageId);
  if (ids.length === 0) return [];
  const rows = await store.db
    .selectFrom('passages as p')
    .innerJoin('documents as d', 'd.id', 'p.document_id')
    .select(['p.id', 'p.document_id', 'p.position', 'p.title_path', 'p.text', 'd.name'])
    .where('p.bot_id', '=', botId)
    .where('p.id', 'in', ids)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return passport.found.flatMap(({ passageId, score, vectorScore, lexicalScore, used }): SearchHit[] => {
    const row = byId.get(passageId);
    if (!row && used) {
      throw new AppError(
        'conflict',
        'The documents behind this answer have changed since, so its prompt cannot be built again. Ask once more, and correct that answer.',
      );
    }
    if (!row) return [];
    const { document_id: documentId, position, text, name: documentName } = row;
    const titlePath = parseTitlePath(row.title_path);
    const scores = { score, vectorScore, lexicalScore, wordShare: 0 };
    return [{ passageId, documentId, documentName, position, titlePath, text, ...scores }];
  });
}

import { createHash } from 'node:crypto';
import { AppError } from '../../base/index.ts';
import { addDocument, deleteDocument, prepareDocument } from '../../knowledge/index.ts';
import type { CorrectionDeps } from './types.ts';

/** The document that holds all corrected facts of a bot. Nobody uploads a file of this name by chance. */
export const FACTS_NAME = 'corrections (made in Foyer).csv';
const FACTS_TITLE = 'Corrections';
/** Others may correct at the same time; each writes what all of them have said. */
const MAX_ATTEMPTS = 5;

type Fact = { heading: string; passage: string };

/**
 * Writes the corrections that stand into their document, a passage each, and waits until they are found; without any the
 * document goes. Running it twice is harmless.
 * @throws AppError what reading and embedding throw
 */
export async function writeFacts(
  deps: CorrectionDeps,
  { botId, actor }: { botId: string; actor: string },
  signal?: AbortSignal,
): Promise<string | undefined> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const facts = await readFacts(deps, botId);
    const documentId = await writeDocument(deps, { botId, actor, facts }, signal);
    if (hashOf(facts) === hashOf(await readFacts(deps, botId))) {
      await deps.index.refresh(botId);
      return documentId;
    }
  }
  throw new AppError('conflict', 'Others are correcting answers at the same time. Try again in a moment.');
}

async function readFacts({ store }: CorrectionDeps, botId: string): Promise<Fact[]> {
  const rows = await store.db
    .selectFrom('corrections')
    .select(['heading', 'passage'])
    .where('bot_id', '=', botId)
    .where('route', '=', 'fact')
    .where('state', 'in', ['applying', 'applied'])
    .orderBy('sequence')
    .execute();
  const facts = rows.map(({ heading, passage }) => ({ heading: heading ?? '', passage: passage ?? '' }));
  // The latest word on a heading is the one that holds.
  return [...new Map(facts.map((fact) => [fact.heading, fact])).values()];
}

async function writeDocument(
  deps: CorrectionDeps,
  { botId, actor, facts }: { botId: string; actor: string; facts: readonly Fact[] },
  signal?: AbortSignal,
): Promise<string | undefined> {
  if (facts.length === 0) {
    const query = deps.store.db.selectFrom('documents').select('id').where('bot_id', '=', botId);
    const there = await query.where('name', '=', FACTS_NAME).executeTakeFirst();
    if (there) await deleteDocument(deps, { botId, documentId: there.id, actor });
    return undefined;
  }
  const rows = [['question', 'answer'], ...facts.map(({ heading, passage }) => [heading, passage])];
  const csv = rows.map((cells) => `${cells.map(cellOf).join(',')}\n`).join('');
  const bytes = new TextEncoder().encode(csv);
  const file = { name: FACTS_NAME, title: FACTS_TITLE, mediaType: 'text/csv', bytes };
  const { documentId, outcome } = await addDocument(deps, { ...file, botId, actor });
  if (outcome === 'unchanged') return documentId;
  const { document } = await prepareDocument(deps, { documentId }, signal);
  if (document.error !== undefined) throw new AppError(document.error.code, document.error.message);
  return documentId;
}

/** A spreadsheet takes a cell that begins like a formula for one: a minus is written as one, the other marks go. */
function cellOf(text: string): string {
  const guarded = text.replace(/^-/, '−').replace(/^[=+@\s]+/, '');
  return `"${guarded.replaceAll('"', '""')}"`;
}

function hashOf(facts: readonly Fact[]): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}

import type { Kysely } from 'kysely';
import type { Database } from '../../store/index.ts';
import { normalisedText } from './question-key.ts';
import type { ReadLesson } from './types.ts';

/** So many words of a context are looked for: they are in one passage more often than all of it is. */
const WORDS_COMPARED = 8;

/**
 * Names the document of each lesson that has none: the only one its file names, or the one of those that holds its
 * context. What derives from a document can be split and erased with it.
 */
export async function findDocuments(
  db: Kysely<Database>,
  botId: string,
  lessons: readonly ReadLesson[],
): Promise<ReadLesson[]> {
  const names = new Set(lessons.flatMap(({ documents = [] }) => documents.map(nameOf)));
  const texts = await documentTexts(db, botId, [...names]);
  return lessons.map((lesson) => {
    const { content, documents = [] } = lesson;
    if (content.documentName !== undefined || documents.length === 0) return lesson;
    const documentName =
      documents.length === 1 ? nameOf(documents[0] ?? '') : holderOf(content.context ?? '', documents, texts);
    return documentName === undefined ? lesson : { ...lesson, content: { ...content, documentName } };
  });
}

/** Patterns are paths in a repository; a bot names its documents by their path under `documents/`. */
function nameOf(pattern: string): string {
  return pattern.split('documents/').at(-1)?.replace(/^\/+/, '') ?? pattern;
}

function holderOf(
  context: string,
  documents: readonly string[],
  texts: ReadonlyMap<string, string>,
): string | undefined {
  const start = normalisedText(context).split(' ').slice(0, WORDS_COMPARED).join(' ');
  return documents.map(nameOf).find((name) => texts.get(name)?.includes(start));
}

async function documentTexts(
  db: Kysely<Database>,
  botId: string,
  names: readonly string[],
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  if (names.length === 0) return texts;
  const rows = await db
    .selectFrom('passages')
    .innerJoin('documents', 'documents.id', 'passages.document_id')
    .where('documents.bot_id', '=', botId)
    .where('documents.name', 'in', names)
    .select(['documents.name', 'passages.text'])
    .orderBy('passages.document_id')
    .orderBy('passages.position')
    .execute();
  for (const { name, text } of rows) texts.set(name, `${texts.get(name) ?? ''} ${normalisedText(text)}`);
  return texts;
}

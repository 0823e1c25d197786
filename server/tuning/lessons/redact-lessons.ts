import type { Kysely } from 'kysely';
import { findPersonalData, redactPersonalData } from '../../base/index.ts';
import type { HistoryMessage } from '../../contract/index.ts';
import type { Database } from '../../store/index.ts';
import { SoughtTexts } from './sought-texts.ts';

/** Some hundred kilobytes of text. */
const PASSAGES_AT_ONCE = 500;

/** What a person wrote, in a lesson or in a test. */
type Words = {
  history: readonly HistoryMessage[];
  question: string;
  answer?: string | undefined;
  context?: string | undefined;
  reference?: string | undefined;
};

/**
 * The same rows without anybody's personal data. What the organisation itself publishes stays: its contacts in the bot's
 * settings and whatever stands in its documents.
 */
export async function redactRows<Row extends Words>(
  db: Kysely<Database>,
  botId: string,
  rows: readonly Row[],
): Promise<Row[]> {
  const found = new Set(
    rows.flatMap((row) => textsOf(row).flatMap(findPersonalData)).map(({ value }) => value),
  );
  if (found.size === 0) return [...rows];
  const published = await publishedValues(db, botId, found);
  const redact = (text: string) => redactPersonalData(text, (value) => published.has(value));
  return rows.map((row) => ({
    ...row,
    history: row.history.map((message) => ({ ...message, content: redact(message.content) })),
    question: redact(row.question),
    ...(row.answer !== undefined && { answer: redact(row.answer) }),
    ...(row.context !== undefined && { context: redact(row.context) }),
    ...(row.reference !== undefined && { reference: redact(row.reference) }),
  }));
}

/** The same of texts that stand alone. */
export async function redactTexts(
  db: Kysely<Database>,
  botId: string,
  texts: readonly string[],
): Promise<string[]> {
  const rows = texts.map((question) => ({ question, history: [] }));
  return (await redactRows(db, botId, rows)).map(({ question }) => question);
}

function textsOf({ history, question, answer, context, reference }: Words): string[] {
  const optional = [answer, context, reference].filter((text) => text !== undefined);
  return [...history.map(({ content }) => content), question, ...optional];
}

async function publishedValues(
  db: Kysely<Database>,
  botId: string,
  values: ReadonlySet<string>,
): Promise<Set<string>> {
  const bot = await db.selectFrom('bots').select('settings').where('id', '=', botId).executeTakeFirst();
  const settings = compact(bot?.settings ?? '');
  const published = new Set([...values].filter((value) => settings.includes(compact(value))));
  const others = [...values].filter((value) => !published.has(value));
  return published.union(await standInDocuments(db, botId, others));
}

/** Which of the values stand in a bot's documents, whatever their case: every passage is read once, however many they are. */
async function standInDocuments(
  db: Kysely<Database>,
  botId: string,
  values: readonly string[],
): Promise<Set<string>> {
  const sought = new SoughtTexts(values);
  let after = -1;
  while (sought.left > 0) {
    const passages = await db
      .selectFrom('passages')
      .select(['sequence', 'text'])
      .where('bot_id', '=', botId)
      .where('sequence', '>', after)
      .orderBy('sequence')
      .limit(PASSAGES_AT_ONCE)
      .execute();
    for (const { text } of passages) sought.readOne(text);
    const last = passages.at(-1);
    if (last === undefined || passages.length < PASSAGES_AT_ONCE) break;
    after = Number(last.sequence);
  }
  return sought.found;
}

/** A number is the same however it is spaced. */
function compact(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}@]/gu, '');
}

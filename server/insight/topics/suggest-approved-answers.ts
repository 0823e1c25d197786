import type { Kysely } from 'kysely';
import { withoutCitations } from '../../answering/index.ts';
import { listApprovedAnswers } from '../../bots/index.ts';
import type { ApprovedSuggestionList } from '../../contract/index.ts';
import { FOR_EVERYONE } from '../../knowledge/index.ts';
import type { Database, Store } from '../../store/index.ts';

/** Visitors who must have asked before an answer is worth fixing. */
const MIN_VISITORS = 3;
const MAX_SUGGESTIONS = 20;
const MAX_PARAPHRASES = 5;
/** Latest questions of a topic that are looked at. */
const LOOKED_AT = 200;

type Suggestion = ApprovedSuggestionList['suggestions'][number];

/**
 * Questions that many visitors ask and that no approved answer meets, most asked first, each with other wordings and with
 * what the bot said that was liked most or said most often.
 */
export async function suggestApprovedAnswers(
  { store }: { store: Store },
  { botId }: { botId: string },
): Promise<Suggestion[]> {
  const fixed = new Set((await listApprovedAnswers({ store }, { botId })).flatMap(phrasingsOf).map(plain));
  const suggestions: Suggestion[] = [];
  for (const { id, label } of await askedMost(store.db, botId)) {
    const asked = await questionsOf(store.db, id);
    if (asked.some(({ kind, question }) => kind === 'approved' || fixed.has(plain(question)))) continue;
    const others = new Map(asked.map(({ question }) => [plain(question), question]));
    others.delete(plain(label));
    suggestions.push({
      topicId: id,
      question: label,
      paraphrases: [...others.values()].slice(0, MAX_PARAPHRASES),
      answer: bestAnswer(asked),
      asked: asked.length,
      unanswered: asked.filter(isUnanswered).length,
    });
    if (suggestions.length === MAX_SUGGESTIONS) break;
  }
  return suggestions;
}

function askedMost(db: Kysely<Database>, botId: string) {
  return db
    .selectFrom('topics')
    .innerJoin('topic_questions as q', 'q.topic_id', 'topics.id')
    .innerJoin('turns as t', 't.id', 'q.turn_id')
    .innerJoin('conversations as c', 'c.id', 't.conversation_id')
    .where('topics.bot_id', '=', botId)
    .where('topics.state', '=', 'open')
    .groupBy(['topics.sequence', 'topics.id', 'topics.label'])
    .select(['topics.id', 'topics.label'])
    .having((e) => e.fn.count('c.visitor_hash').distinct(), '>=', MIN_VISITORS)
    .orderBy((e) => e.fn.count('c.visitor_hash').distinct(), 'desc')
    .orderBy('topics.sequence')
    .execute();
}

type Asked = Awaited<ReturnType<typeof questionsOf>>[number];

function questionsOf(db: Kysely<Database>, topicId: string) {
  return db
    .selectFrom('topic_questions as q')
    .innerJoin('turns as t', 't.id', 'q.turn_id')
    .innerJoin('messages as m', 'm.id', 't.message_id')
    .leftJoin('feedback as f', 'f.message_id', 't.message_id')
    .leftJoin('flagged_answers as w', 'w.message_id', 't.message_id')
    .select(['q.question', 't.kind', 'm.text', 'f.verdict', 'w.message_id as flagged'])
    .select((e) =>
      e
        .selectFrom('cited_passages as p')
        .innerJoin('documents as d', 'd.id', 'p.document_id')
        .select('d.id')
        .whereRef('p.turn_id', '=', 'q.turn_id')
        .where('d.audience', '!=', FOR_EVERYONE)
        .limit(1)
        .as('restricted_document'),
    )
    .where('q.topic_id', '=', topicId)
    .orderBy('q.asked_at', 'desc')
    .orderBy('q.turn_id', 'desc')
    .limit(LOOKED_AT)
    .execute();
}

function isUnanswered({ kind, verdict, flagged }: Asked): boolean {
  return kind === 'refusal' || verdict === 'down' || flagged !== null;
}

function bestAnswer(asked: readonly Asked[]): string {
  const scores = new Map<string, number>();
  for (const { kind, text, verdict, flagged, restricted_document } of asked) {
    // An approved answer is said to everybody.
    if (kind === 'refusal' || restricted_document !== null) continue;
    const answer = withoutCitations(text).trim();
    const worth = flagged !== null || verdict === 'down' ? -3 : verdict === 'up' ? 3 : 1;
    scores.set(answer, (scores.get(answer) ?? 0) + worth);
  }
  const [best] = [...scores].toSorted((one, other) => other[1] - one[1]);
  return best !== undefined && best[1] > 0 ? best[0] : '';
}

function phrasingsOf({ question, paraphrases }: { question: string; paraphrases: string[] }): string[] {
  return [question, ...paraphrases];
}

function plain(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

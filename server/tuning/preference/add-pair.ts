import { createHash } from 'node:crypto';
import { recordAudit } from '../../audit/index.ts';
import { AppError, newId } from '../../base/index.ts';
import { getBot } from '../../bots/index.ts';
import type { ChatMessage } from '../../models/index.ts';
import type { PreferenceSource } from '../../store/index.ts';
import { normalisedText } from '../lessons/question-key.ts';
import { redactTexts } from '../lessons/redact-lessons.ts';
import { pairFromRow, questionOf } from './pair-row.ts';
import type { PreferenceDeps, PreferencePair } from './types.ts';

/** As long as a lesson's answer may be; a bot's answers are a few sentences. */
const MAX_ANSWER_CHARS = 4_000;
/** A prompt as served has two thousand. */
const MAX_PROMPT_CHARS = 20_000;

export type AddPairInput = {
  actor: string;
  botId: string;
  /** The prompt as served, up to the answer. */
  messages: readonly ChatMessage[];
  /** The better answer. */
  chosen: string;
  /** The worse one. */
  rejected: string;
  source: PreferenceSource;
  turnId?: string;
  documentIds?: readonly string[];
  /** Chosen beforehand by who must find it again after a crash; a new one when absent. */
  id?: string;
};

/**
 * Keeps two answers to one prompt as a draft, without anybody's personal data.
 * @throws AppError `not_found`, `bad_request` where nothing can be learned from it, `conflict` when it is there already
 */
export async function addPreferencePair(deps: PreferenceDeps, input: AddPairInput): Promise<PreferencePair> {
  const { actor, botId, source, turnId } = input;
  await getBot(deps, botId);
  const { messages, chosen, rejected } = await redacted(deps, botId, checked(input));
  const at = deps.clock.now();
  const hash = createHash('sha256')
    .update(JSON.stringify([messages, chosen, rejected]))
    .digest('hex');
  return deps.store.transact(async (tx) => {
    const inserted = await tx
      .insertInto('preference_pairs')
      .values({
        id: input.id ?? newId('pref'),
        bot_id: botId,
        messages: JSON.stringify(messages),
        question: questionOf(messages),
        chosen,
        rejected,
        source,
        turn_id: turnId ?? null,
        document_ids: JSON.stringify(input.documentIds ?? []),
        author: actor,
        reviewer: null,
        state: 'draft',
        version: 1,
        content_hash: hash,
        created_at: at,
        updated_at: at,
      })
      .onConflict((conflict) => conflict.columns(['bot_id', 'content_hash']).doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!inserted) throw new AppError('conflict', 'This preference is there already, in the same words.');
    const details = { pairId: inserted.id, source };
    await recordAudit(tx, { at, actor, verb: 'addPreferencePair', subject: `bot:${botId}`, details });
    return pairFromRow(inserted);
  });
}

type Words = { messages: readonly ChatMessage[]; chosen: string; rejected: string };

function checked({ messages, chosen, rejected }: AddPairInput): Words {
  const answers = { chosen: chosen.trim(), rejected: rejected.trim() };
  for (const [field, answer] of Object.entries(answers)) {
    if (answer === '') throw new AppError('bad_request', `${field}: an answer is needed here.`);
    if (answer.length > MAX_ANSWER_CHARS) {
      throw new AppError(
        'bad_request',
        `${field}: the answer is longer than ${MAX_ANSWER_CHARS} characters.`,
      );
    }
  }
  if (normalisedText(answers.chosen) === normalisedText(answers.rejected)) {
    throw new AppError('bad_request', 'Both answers are the same; nothing can be learned from that.');
  }
  if (messages.at(-1)?.role !== 'user') {
    throw new AppError('bad_request', 'messages: the prompt must end with what the visitor asked.');
  }
  if (messages.reduce((sum, { content }) => sum + content.length, 0) > MAX_PROMPT_CHARS) {
    throw new AppError('bad_request', `messages: the prompt is longer than ${MAX_PROMPT_CHARS} characters.`);
  }
  return { messages, ...answers };
}

/** The organisation's own contacts stay, as in lessons. */
async function redacted(deps: PreferenceDeps, botId: string, words: Words): Promise<Words> {
  const texts = [...words.messages.map(({ content }) => content), words.chosen, words.rejected];
  const found = await redactTexts(deps.store.db, botId, texts);
  const [chosen = '', rejected = ''] = found.slice(-2);
  const messages = words.messages.map((message, index) => ({ ...message, content: found[index] ?? '' }));
  return { messages, chosen, rejected };
}

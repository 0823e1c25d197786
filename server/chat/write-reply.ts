import type { AnswerEvent } from '../answering/index.ts';
import { type AppError, newId, toAppError } from '../base/index.ts';
import type { Bot } from '../bots/index.ts';
import type { ErrorCode, ReplyMetadata, StreamPart, VisitorReader } from '../contract/index.ts';
import { botMaySpeak, describeForVisitor, findBotConversation } from '../handoff/index.ts';
import type { BegunTurn } from './begin-turn.ts';
import { countTurn, countUnfinishedTurn } from './count-turn.ts';
import { keptParts, sourceParts } from './message-parts.ts';
import { finishReply, saveBroken, saveShown } from './save-reply.ts';
import type { ChatDeps } from './types.ts';

/** Failures that pass, so that asking again is worth while. */
const RETRYABLE: ReadonlySet<ErrorCode> = new Set([
  'queue_full',
  'model_crashed',
  'model_unavailable',
  'timeout',
  'shutting_down',
  'storage_failed',
  'internal',
]);

export type ReplyInput = BegunTurn & {
  bot: Bot;
  text: string;
  fairnessKey: string;
  reader: VisitorReader | undefined;
  requestId?: string | undefined;
};

/**
 * Writes one reply: answers, emits the stream's parts and keeps what was shown. What is emitted was stored before,
 * so that no crash takes back what a visitor read. Never throws: a failure becomes the last part.
 */
export async function writeReply(
  deps: ChatDeps,
  input: ReplyInput,
  emit: (part: StreamPart) => void,
  signal: AbortSignal,
): Promise<void> {
  const shown: StreamPart[] = [];
  const show = (...parts: StreamPart[]) => {
    shown.push(...parts);
    for (const part of parts) emit(part);
  };
  const metadata: ReplyMetadata = { conversationId: input.conversationId };
  show({ type: 'start', messageId: input.replyId, messageMetadata: metadata });
  try {
    const { reader, history } = input;
    const question = { botId: input.bot.id, question: input.text, history, reader };
    const events = deps.answer({ ...question, fairnessKey: input.fairnessKey }, signal);
    for await (const event of events) {
      const next = partsOf(event, input, shown);
      if (event.type === 'finished') {
        const turnId = newId('turn');
        const parts = keptParts([...shown, ...next]);
        const handoff = await finishReply(deps, input, { turnId, event, parts });
        deps.live.wake(input.bot.id);
        countTurn(deps, event.passport);
        if (handoff) next.push({ type: 'data-handoff', data: handoff });
        const { kind, unsure } = event.passport;
        const finishReason = event.passport.generated?.reason === 'length' ? 'length' : 'stop';
        const status = 'complete' as const;
        const told = { kind, turnId, status, ...(unsure && { unsure }) };
        next.push({ type: 'finish', finishReason, messageMetadata: { ...metadata, ...told } });
      } else if (event.type === 'text') {
        await saveShown(deps, input, keptParts([...shown, ...next]));
      }
      show(...next);
    }
  } catch (thrown) {
    await endBadly(deps, input, shown, signal.aborted ? signal.reason : thrown, emit);
  }
}

function partsOf(event: AnswerEvent, input: ReplyInput, shown: readonly StreamPart[]): StreamPart[] {
  const id = input.replyId;
  switch (event.type) {
    case 'status': {
      const { status, position } = event;
      const data = position === undefined ? { status } : { status, position };
      return [{ type: 'data-status', transient: true, data }];
    }
    case 'sources': {
      const known = new Set(shown.flatMap((part) => (part.type === 'data-source' ? [part.id] : [])));
      return event.sources.filter((source) => !known.has(source.passageId)).flatMap(sourceParts);
    }
    case 'text': {
      const delta: StreamPart = { type: 'text-delta', id, delta: event.delta, text: event.delta };
      return speaks(shown) ? [delta] : [{ type: 'text-start', id }, delta];
    }
    case 'suggestions':
      return [
        ...closeText(shown, id),
        { type: 'data-suggestions', data: { suggestions: event.suggestions } },
      ];
    case 'finished':
      return closeText(shown, id);
  }
}

async function endBadly(
  deps: ChatDeps,
  input: ReplyInput,
  shown: readonly StreamPart[],
  thrown: unknown,
  emit: (part: StreamPart) => void,
): Promise<void> {
  const error = toAppError(thrown);
  const stopped = error.code === 'cancelled';
  countUnfinishedTurn(deps, error.code);
  const { requestId, conversationId } = input;
  const fields = { requestId, conversationId, code: error.code, error };
  if (stopped) deps.log.info('reply-stopped', { requestId, conversationId });
  else deps.log.error('reply-failed', fields);
  const news: StreamPart[] = [];
  try {
    await saveBroken(deps, input.replyId, keptParts(shown), stopped ? 'stopped' : 'failed');
    if (stopped) news.push(...(await whoHasIt(deps, input)));
  } catch (cause) {
    deps.log.error('reply-not-saved', { ...fields, cause });
  }
  for (const part of [...closeText(shown, input.replyId), ...news]) emit(part);
  emit(stopped ? { type: 'abort', reason: error.message } : errorPart(error, requestId));
}

/** The visitor learns at once that a person took the conversation, and listens to them from then on. */
async function whoHasIt(
  { store, clock }: ChatDeps,
  { bot, conversationId }: ReplyInput,
): Promise<StreamPart[]> {
  const row = await findBotConversation(store.db, { botId: bot.id, conversationId });
  if (botMaySpeak(row.state)) return [];
  return [{ type: 'data-handoff', data: await describeForVisitor(store.db, row, { bot, at: clock.now() }) }];
}

function errorPart(error: AppError, requestId: string | undefined): StreamPart {
  const { code, message } = error;
  const part = { type: 'error', errorText: message, code, retryable: RETRYABLE.has(code) } as const;
  return requestId === undefined ? part : { ...part, requestId };
}

function speaks(shown: readonly StreamPart[]): boolean {
  return shown.some((part) => part.type === 'text-start');
}

function closeText(shown: readonly StreamPart[], id: string): StreamPart[] {
  const open = speaks(shown) && !shown.some((part) => part.type === 'text-end');
  return open ? [{ type: 'text-end', id }] : [];
}

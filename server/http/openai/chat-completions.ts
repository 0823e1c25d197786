import { AppError, toAppError } from '../../base/index.ts';
import { askBot, askBotToEnd } from '../../chat/index.ts';
import type {
  AskReply,
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionRequest,
  HistoryMessage,
  OpenaiUsage,
  Passport,
  Source,
  VisitorReader,
} from '../../contract/index.ts';
import { openaiErrorBody } from '../errors.ts';
import { sseResponse } from '../sse.ts';
import type { HttpDeps } from '../types.ts';

type Question = {
  botId: string;
  question: string;
  history: HistoryMessage[];
  reader?: VisitorReader | undefined;
};

/** The last message is the question, the earlier ones of user and assistant its history. @throws AppError `bad_request` */
export function questionOfCompletion(request: ChatCompletionRequest): Question {
  if (request.tools?.length) throw unsupported('tools');
  if ((request.n ?? 1) !== 1) throw unsupported('n');
  const messages = request.messages.flatMap((message): HistoryMessage[] => {
    const { role } = message;
    return role === 'user' || role === 'assistant' ? [{ role, content: contentOf(message.content) }] : [];
  });
  const last = messages.at(-1);
  if (last?.role !== 'user') throw new AppError('bad_request', 'The last message must have the role "user".');
  return { botId: request.model, question: last.content, history: messages.slice(0, -1) };
}

export async function completeChat(
  deps: HttpDeps,
  question: Question,
  signal: AbortSignal,
): Promise<ChatCompletion> {
  const reply = await askBotToEnd(deps, question, signal);
  const { text: content, sources } = reply;
  const message = {
    role: 'assistant' as const,
    content,
    refusal: null,
    sources,
    ...unsureOf(reply.passport),
  };
  return {
    ...headOf(deps, reply.turnId, question.botId),
    object: 'chat.completion',
    choices: [{ index: 0, message, finish_reason: finishReasonOf(reply.passport), logprobs: null }],
    usage: usageOf(reply.passport),
  };
}

/** The first event is awaited, so that what fails at once is an HTTP error and no broken stream. */
export async function streamChat(
  deps: HttpDeps,
  question: Question,
  options: { includeUsage: boolean },
): Promise<Response> {
  const leave = new AbortController();
  const events = askBot(deps, question, leave.signal);
  const first = await events.next();
  const chunks = chunksOf(deps, question.botId, withFirst(first, events), options.includeUsage);
  const errorEvent = (thrown: unknown) => openaiErrorBody(toAppError(thrown));
  return sseResponse(chunks, { leave, done: true, errorEvent });
}

type Event = Awaited<ReturnType<ReturnType<typeof askBot>['next']>>;

async function* withFirst(first: Event, rest: ReturnType<typeof askBot>): ReturnType<typeof askBot> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

async function* chunksOf(
  deps: HttpDeps,
  model: string,
  events: ReturnType<typeof askBot>,
  includeUsage: boolean,
): AsyncGenerator<ChatCompletionChunk> {
  let head: ReturnType<typeof headOf> | undefined;
  let sources: Source[] = [];
  for await (const event of events) {
    const isFirst = head === undefined;
    head ??= headOf(deps, event.turnId, model);
    const chunk = { ...head, object: 'chat.completion.chunk' as const };
    if (isFirst) yield { ...chunk, choices: [choice({ role: 'assistant', content: '' }, null)] };
    if (event.type === 'sources') sources = event.sources;
    if (event.type === 'text') yield { ...chunk, choices: [choice({ content: event.delta }, null)] };
    if (event.type === 'finished') {
      yield {
        ...chunk,
        choices: [choice({ sources, ...unsureOf(event.passport) }, finishReasonOf(event.passport))],
      };
      if (includeUsage) yield { ...chunk, choices: [], usage: usageOf(event.passport) };
    }
  }
}

type Choice = ChatCompletionChunk['choices'][number];

function choice(delta: Choice['delta'], finish_reason: Choice['finish_reason']): Choice {
  return { index: 0, delta, finish_reason };
}

function headOf(deps: HttpDeps, turnId: AskReply['turnId'], model: string) {
  return { id: `chatcmpl-${turnId}`, created: Math.floor(deps.clock.now() / 1000), model };
}

function unsureOf({ unsure }: Passport): { unsure?: true } {
  return unsure ? { unsure } : {};
}

function finishReasonOf(passport: Passport): 'stop' | 'length' {
  return passport.generated?.reason === 'length' ? 'length' : 'stop';
}

/** Tokens the local model read and wrote; 0 for answers that needed no model. */
function usageOf(passport: Passport): OpenaiUsage {
  const prompt_tokens = passport.prompt?.tokens ?? 0;
  const completion_tokens = passport.generated?.tokens ?? 0;
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

function contentOf(content: ChatCompletionRequest['messages'][number]['content']): string {
  if (typeof content === 'string') return content;
  return (content ?? []).flatMap((part) => (part.text ? [part.text] : [])).join('\n');
}

function unsupported(parameter: string): AppError {
  return new AppError(
    'bad_request',
    `A bot answers by its own rules: "${parameter}" is not supported. Leave it out.`,
  );
}

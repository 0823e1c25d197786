import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { cancelled, parseJson } from '../../../base/index.ts';
import { type TeacherSettings, teacherEndpoint } from './teacher-address.ts';

/** A model of seven billion weights on a CPU takes a minute or two for a few questions. */
const TIMEOUT_MS = 180_000;
/** A reply of a thousand tokens has 8 kB; what is longer is not a reply. */
const MAX_BODY_BYTES = 512 * 1024;
/** A server that is busy is asked again twice, no later than this. */
const MAX_RETRIES = 2;
const MAX_PAUSE_MS = 30_000;
const PAUSE_MS = 2_000;
const CHARS_PER_TOKEN = 4;

export type TeacherBudget = {
  /** Requests, those included that are repeated. */
  maxCalls: number;
  /** Prompts and replies together, as the server counts them or, where it does not, by their characters. */
  maxTokens: number;
};

export type TeacherRequest = { system: string; user: string; maxTokens: number; seed: number };

/** `failed` is about this request alone, `ended` about all that would follow. */
export type TeacherReply =
  | { kind: 'said'; text: string; isCutOff: boolean }
  | { kind: 'failed'; reason: string }
  | { kind: 'ended'; reason: string };

export type Teacher = {
  /** @throws AppError `cancelled` */
  ask(request: TeacherRequest, signal?: AbortSignal): Promise<TeacherReply>;
  /** What was asked so far. */
  spent(): { calls: number; tokens: number };
};

type Options = { budget: TeacherBudget; timeoutMs?: number; pauseMs?: number };

const completionSchema = z.object({
  choices: z
    .array(z.object({ message: z.object({ content: z.string() }), finish_reason: z.string().nullish() }))
    .min(1),
  usage: z.object({ total_tokens: z.number().nonnegative() }).nullish(),
});

/**
 * An OpenAI-compatible server, asked one thing at a time and never more than its budget allows.
 * @throws AppError `bad_request` for its address
 */
export function openTeacher(
  settings: TeacherSettings,
  { budget, timeoutMs = TIMEOUT_MS, pauseMs = PAUSE_MS }: Options,
): Teacher {
  const endpoint = teacherEndpoint(settings.url);
  let calls = 0;
  let tokens = 0;

  async function post(request: TeacherRequest, signal?: AbortSignal): Promise<Answer> {
    calls += 1;
    const answer = await postOnce(endpoint, { settings, request, timeoutMs }, signal);
    const characters = request.system.length + request.user.length + answer.characters;
    tokens += answer.tokens ?? Math.ceil(characters / CHARS_PER_TOKEN);
    return answer;
  }

  return {
    spent: () => ({ calls, tokens }),
    async ask(request, signal) {
      for (let attempt = 0; ; attempt += 1) {
        if (calls >= budget.maxCalls) return ended(`the ${budget.maxCalls} calls allowed are used up`);
        if (tokens >= budget.maxTokens) return ended(`the ${budget.maxTokens} tokens allowed are used up`);
        const { reply, retryAfterMs } = await post(request, signal);
        if (retryAfterMs === undefined || attempt >= MAX_RETRIES) return reply;
        const pausing = pause(Math.min(MAX_PAUSE_MS, retryAfterMs || pauseMs), undefined, { signal });
        await pausing.catch((cause: unknown) => {
          throw cancelled(cause);
        });
      }
    },
  };
}

type Answer = { reply: TeacherReply; characters: number; tokens?: number; retryAfterMs?: number };
type Posting = { settings: TeacherSettings; request: TeacherRequest; timeoutMs: number };

async function postOnce(endpoint: URL, posting: Posting, signal?: AbortSignal): Promise<Answer> {
  const timeout = AbortSignal.timeout(posting.timeoutMs);
  const combined = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  try {
    // A redirect would carry passages and key to a place that nobody named.
    const init = { ...requestInit(posting), redirect: 'manual', signal: combined } as const;
    const response = await fetch(endpoint, init);
    if (!response.ok) return await refused(endpoint, response);
    const body = await readBody(response);
    if (body === undefined)
      return failed(`the teacher sent more than ${MAX_BODY_BYTES / 1024} kB for one reply`, MAX_BODY_BYTES);
    return readCompletion(body);
  } catch (thrown) {
    if (signal?.aborted) throw cancelled(thrown);
    if (timeout.aborted) return failed(`the teacher did not answer within ${posting.timeoutMs / 1000} s`);
    return failed(`the teacher at ${endpoint.host} cannot be reached (${codeOf(thrown)})`);
  }
}

function requestInit({ settings: { model, apiKey }, request }: Posting): RequestInit {
  const { system, user, maxTokens, seed } = request;
  const messages = [
    { role: 'system', content: system },
    { role: 'user', content: user },
  ];
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
    },
    body: JSON.stringify({ model, messages, max_tokens: maxTokens, temperature: 0, seed, stream: false }),
  };
}

async function refused({ host }: URL, response: Response): Promise<Answer> {
  await response.body?.cancel();
  const { status } = response;
  if (status >= 300 && status < 400)
    return { reply: ended(`${host} sends elsewhere (${status}), which is not followed`), characters: 0 };
  if (status === 401 || status === 403)
    return {
      reply: ended(`${host} wants another key (${status}): set FOYER_TEACHER_KEY`),
      characters: 0,
    };
  if (status === 404) return { reply: ended(`${host} knows no such address or model (404)`), characters: 0 };
  const answer = failed(`the teacher at ${host} answered ${status}`);
  if (status !== 429 && status !== 503) return answer;
  const seconds = Number(response.headers.get('retry-after') ?? 0);
  return { ...answer, retryAfterMs: Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : 0 };
}

/** Undefined where it is longer than a reply can be. */
async function readBody(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readCompletion(body: string): Answer {
  const completion = completionSchema.safeParse(parseJson(body));
  const [choice] = completion.data?.choices ?? [];
  if (choice === undefined)
    return failed('the teacher did not answer as an OpenAI-compatible server does', body.length);
  const tokens = completion.data?.usage?.total_tokens;
  const text = choice.message.content;
  return {
    reply: { kind: 'said', text, isCutOff: choice.finish_reason === 'length' },
    characters: text.length,
    ...(tokens === undefined ? {} : { tokens }),
  };
}

function failed(reason: string, characters = 0): Answer {
  return { reply: { kind: 'failed', reason }, characters };
}

function ended(reason: string): TeacherReply {
  return { kind: 'ended', reason };
}

/** `ECONNREFUSED` and the like; never the message, which may name more than the host. */
function codeOf(thrown: unknown): string {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'no code';
}

import type { ErrorBody, ErrorCode } from '../../server/contract/index.ts';

/**
 * What went wrong, for the views to word: a code of the server, or one of ours: `unreachable`, the message did not
 * get through; `broken`, the reply broke off; `unfinished`, an earlier reply never came to its end.
 */
export type Problem = {
  code: ErrorCode | 'unreachable' | 'broken' | 'unfinished';
  /** The server's own sentence, or ours in English; for events and logs. */
  message: string;
  retryable: boolean;
  /** Seconds to wait, when the server named them. */
  retryAfterS?: number;
};

/** What the server refused, or the network did not carry. */
export class ClientError extends Error {
  override readonly name = 'ClientError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

export const UNREACHABLE: Problem = {
  code: 'unreachable',
  message: 'The chat cannot be reached. Check your connection and try again.',
  retryable: true,
};

export const BROKEN: Problem = {
  code: 'broken',
  message: 'The reply broke off. Please try again.',
  retryable: true,
};

export function problemOf(thrown: unknown): Problem {
  return thrown instanceof ClientError ? thrown.problem : BROKEN;
}

/** What a proxy says in the place of a server that is stopped, started again or too slow. */
const FROM_PROXY = [502, 503, 504];

export async function toClientError(response: Response): Promise<ClientError> {
  const body = (await response.json().catch(() => undefined)) as Partial<ErrorBody> | undefined;
  if (!body?.error && FROM_PROXY.includes(response.status)) return new ClientError(UNREACHABLE);
  const retryAfterS = Number(response.headers.get('retry-after'));
  return new ClientError({
    code: body?.error?.code ?? 'internal',
    message: body?.error?.message ?? 'The chat cannot answer right now. Please try again.',
    retryable: response.status >= 500 || response.status === 429 || response.status === 409,
    ...(retryAfterS > 0 ? { retryAfterS } : {}),
  });
}

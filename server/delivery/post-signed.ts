import { createHmac } from 'node:crypto';
import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { AppError, publicOnly, type Resolve, systemProblem } from '../base/index.ts';

const TIMEOUT_MS = 10_000;

export type PostSignedInput = {
  url: string;
  /** The delivery's own id, the same at each try, so that the receiver can tell a repetition. */
  id: string;
  /** JSON text. */
  body: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** Each `whsec_` and base64, or any other text; the receiver takes whichever it knows. */
  secrets: readonly string[];
  /** Hosts inside the network that the operator allows, with a port or without. */
  allowedHosts: readonly string[];
  /** How names are resolved; the system's way when absent. */
  resolve?: Resolve;
};

/**
 * Posts a body signed by the scheme of standardwebhooks.com: `webhook-signature: v1,<base64 HMAC-SHA256 of id.timestamp.body>`, one for each
 * secret, with blanks between.
 * @returns the status, 2xx
 * @throws AppError `bad_request` for an address that is not public, `delivery_failed` for any other outcome but 2xx; redirects are
 * not followed
 */
export async function postSigned(input: PostSignedInput, signal?: AbortSignal): Promise<number> {
  const url = new URL(input.url);
  const { allowedHosts, resolve } = input;
  const reach = publicOnly(url, { allowedHosts, setting: 'FOYER_ALLOWED_HOSTS', resolve });
  const stop = AbortSignal.timeout(TIMEOUT_MS);
  const status = await post(url, input.body, {
    method: 'POST',
    headers: headersOf(input),
    signal: signal ? AbortSignal.any([signal, stop]) : stop,
    agent: false,
    ...reach,
  });
  if (status >= 200 && status < 300) return status;
  throw new AppError('delivery_failed', `The webhook at ${url.host} answered ${status} instead of 2xx.`, {
    details: { status },
  });
}

function headersOf({ id, body, at, secrets }: PostSignedInput): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const signatures = secrets.map((secret) =>
    createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64'),
  );
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Foyer',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.map((signature) => `v1,${signature}`).join(' '),
  };
}

function keyOf(secret: string): Buffer {
  return secret.startsWith('whsec_')
    ? Buffer.from(secret.slice('whsec_'.length), 'base64')
    : Buffer.from(secret, 'utf8');
}

async function post(url: URL, body: string, options: RequestOptions): Promise<number> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const request = send(url, options, (response) => {
    response.destroy();
    resolve(response.statusCode ?? 0);
  });
  request.on('error', reject);
  request.end(body);
  try {
    return await promise;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const why = systemProblem(cause);
    throw new AppError('delivery_failed', `The webhook at ${url.host} could not be reached: ${why}.`, {
      cause,
    });
  }
}

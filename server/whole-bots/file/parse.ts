import type { z } from 'zod';
import { AppError, toAppError } from '../../base/index.ts';
import { problemsOf } from '../../contract/index.ts';

/** So many are told; who mends them tries again. */
const MAX_TOLD = 5;

/** What is wrong with a file's contents, a sentence each, entry and line first. */
export class Complaints {
  readonly #told: string[] = [];
  #more = 0;

  add(place: string, problem: string): void {
    if (this.#told.length < MAX_TOLD) this.#told.push(`In ${place}: ${problem.replace(/\.$/, '')}.`);
    else this.#more += 1;
  }

  /** @throws AppError `bad_request` when there are any */
  end(): void {
    if (this.#told.length === 0) return;
    const more = this.#more === 0 ? [] : [`There are ${this.#more} more.`];
    throw new AppError('bad_request', ['Nothing was imported.', ...this.#told, ...more].join(' '));
  }
}

/** @throws AppError `bad_request` naming the entry and the field */
export function parseJsonFile<T extends z.ZodType>(path: string, bytes: Buffer, schema: T): z.output<T> {
  const complaints = new Complaints();
  const value = parseOne(path, decoded(path, bytes), schema, complaints);
  complaints.end();
  return value as z.output<T>;
}

/** One JSON value a line. `take` makes of each what is kept; what it throws is a complaint about the line. */
export function parseLines<T extends z.ZodType, Kept>(
  path: string,
  bytes: Buffer,
  schema: T,
  { complaints, take }: { complaints: Complaints; take: (value: z.output<T>, place: string) => Kept },
): Kept[] {
  const kept: Kept[] = [];
  for (const [index, line] of decoded(path, bytes).split('\n').entries()) {
    if (line.trim() === '') continue;
    const place = `${path}, line ${index + 1}`;
    const value = parseOne(place, line, schema, complaints);
    if (value === undefined) continue;
    try {
      kept.push(take(value, place));
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code !== 'bad_request') throw thrown;
      complaints.add(place, error.message);
    }
  }
  return kept;
}

/** Tells of a value that was there before; each is wanted once. */
export function onlyOnce(complaints: Complaints, what: string): (value: string, place: string) => void {
  const places = new Map<string, string>();
  return (value, place) => {
    const before = places.get(value);
    if (before === undefined) places.set(value, place);
    else complaints.add(place, `${what} stands in ${before} already`);
  };
}

function decoded(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('bad_request', `${path} is not UTF-8 text. Nothing was imported.`, { cause });
  }
}

function parseOne<T extends z.ZodType>(
  place: string,
  json: string,
  schema: T,
  complaints: Complaints,
): z.output<T> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    complaints.add(place, 'this is not JSON');
    return undefined;
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  complaints.add(place, problemsOf(parsed.error));
  return undefined;
}

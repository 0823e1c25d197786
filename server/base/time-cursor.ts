import { AppError } from './errors.ts';

/** Where a page ended: the last row's time and id. */
const CURSOR = /^(\d{1,15})\.(.{1,100})$/;

type TimeCursor = { at: number; id: string };

/** As the client sends it back with the next request. */
export function timeCursor({ at, id }: TimeCursor): string {
  return `${at}.${id}`;
}

/** @throws AppError `bad_request` for what is no `next` of ours */
export function parseTimeCursor(before: string): TimeCursor {
  const [, at, id] = CURSOR.exec(before) ?? [];
  if (at === undefined || id === undefined) {
    throw new AppError('bad_request', '"before" must be the "next" of an earlier page.');
  }
  return { at: Number(at), id };
}

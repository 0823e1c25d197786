import { AppError } from '../base/index.ts';

const REASONS: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'it is read-only',
  EACCES: 'writing there is not allowed',
  EPERM: 'writing there is not allowed',
};

/** Full, read-only and forbidden folders in words; anything else as it was thrown. */
export function asStorageFailure(thrown: unknown, folder: string): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const reason = REASONS[code];
  if (!reason) return thrown;
  const message = `Models cannot be kept in ${folder}: ${reason}; make room there, or name another folder in FOYER_CACHE.`;
  return new AppError('storage_failed', message, { cause: thrown });
}

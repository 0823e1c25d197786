import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ignoreMissing } from '../base/index.ts';
import { BACKUP_NAME, type BackupBody, type BackupReason } from '../contract/index.ts';

/** What a process that was killed left behind, by the names that the store gives while it writes. */
const LEFT_BEHIND = /^\.foyer-\d{8}-\d{6}-(night|hand)\.db(\.age)?\.tmp_/;

/** Sorts by time, in UTC: `foyer-20261129-030000-night.db`. */
export function backupName(
  at: number,
  { reason, encrypted }: { reason: BackupReason; encrypted: boolean },
): string {
  const [day, time] = new Date(at)
    .toISOString()
    .slice(0, 19)
    .split('T')
    .map((part) => part.replace(/[-:]/g, ''));
  return `foyer-${day}-${time}-${reason}.db${encrypted ? '.age' : ''}`;
}

/** Newest first. What else lies in the folder is nobody's business. */
export async function listBackups(folder: string): Promise<BackupBody[]> {
  const found: BackupBody[] = [];
  for (const name of (await readdir(folder).catch(ignoreMissing)) ?? []) {
    const parts = BACKUP_NAME.exec(name);
    if (!parts) continue;
    const info = await stat(join(folder, name)).catch(ignoreMissing);
    if (info?.isFile()) found.push({ name, bytes: info.size, madeAt: timeOf(name), reason: reasonOf(name) });
  }
  return found.sort((a, b) => (a.name < b.name ? 1 : -1));
}

/** All but the newest `keep` of this reason; `made`, the one just made, stays whatever the clock says. */
export async function removeOldBackups(
  folder: string,
  { made, keep }: { made: string; keep: number },
): Promise<string[]> {
  const others = (await listBackups(folder)).filter(
    ({ name, reason }) => name !== made && reason === reasonOf(made),
  );
  const old = others.slice(keep - 1).map(({ name }) => name);
  for (const name of old) await rm(join(folder, name), { force: true });
  return old;
}

export async function sweepUnfinished(folder: string): Promise<void> {
  for (const name of (await readdir(folder).catch(ignoreMissing)) ?? []) {
    if (LEFT_BEHIND.test(name)) await rm(join(folder, name), { force: true });
  }
}

function timeOf(name: string): number {
  const [, year, month, day, hour, minute, second] =
    /(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)/.exec(name)?.map(Number) ?? [];
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
}

function reasonOf(name: string): BackupReason {
  return name.includes('-night.') ? 'night' : 'hand';
}

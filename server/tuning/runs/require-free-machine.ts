import type { Kysely } from 'kysely';
import { AppError } from '../../base/index.ts';
import type { Database } from '../../store/index.ts';
import { MACHINE_SLOT } from './move-run.ts';

/** The run that waits or works, in whatever process. */
export async function findActiveRun(
  db: Kysely<Database>,
): Promise<Pick<Database['teach_runs'], 'id' | 'bot_id' | 'state'> | undefined> {
  return await db
    .selectFrom('teach_runs')
    .select(['id', 'bot_id', 'state'])
    .where('slot', '=', MACHINE_SLOT)
    .executeTakeFirst();
}

/** @throws AppError `conflict` that says which run has the machine and what to do */
export async function requireFreeMachine(tx: Kysely<Database>): Promise<void> {
  const holder = await findActiveRun(tx);
  if (!holder) return;
  throw new AppError(
    'conflict',
    `This machine teaches one bot at a time, and run ${holder.id} of the bot "${holder.bot_id}" is ${holder.state}. Wait until it is done, or pause or cancel it first.`,
    { details: { runId: holder.id } },
  );
}

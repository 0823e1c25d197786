import { sql } from 'kysely';
import { getBot } from '../bots/index.ts';
import type { Inbox } from '../contract/index.ts';
import { isOpen, nextOpening } from './hours.ts';
import { inboxItems } from './inbox-items.ts';
import { presentStaff } from './presence.ts';
import { lastEvent } from './read-events.ts';
import type { HandoffDeps } from './types.ts';

/** More who wait than this are beyond any team; they move up as others leave. */
const MAX_ITEMS = 200;
const IN_INBOX = ['waiting', 'with-person', 'requested'] as const;

export type ListInboxInput = { botId: string; state?: 'open' | 'closed' };

/**
 * A bot's conversations that concern people: who waits, longest first, then who is talked with, then who asked in vain, the latest
 * first, as nothing ends that wish but staff; or those that are over, the latest first. @throws AppError `not_found`
 */
export async function listInbox(
  deps: HandoffDeps,
  { botId, state = 'open' }: ListInboxInput,
): Promise<Inbox> {
  const { settings } = await getBot(deps, botId);
  const { db } = deps.store;
  const cursor = await lastEvent(db, botId);
  const all = db.selectFrom('conversations').selectAll().where('bot_id', '=', botId).limit(MAX_ITEMS);
  const query =
    state === 'closed'
      ? all.where('state', '=', 'closed').orderBy('updated_at', 'desc')
      : all
          .where('state', 'in', IN_INBOX)
          .orderBy((e) => e.case('state').when('waiting').then(0).when('with-person').then(1).else(2).end())
          .orderBy((e) =>
            e
              .case('state')
              .when('requested')
              .then(sql<number>`-updated_at`)
              .else(e.fn.coalesce('queued_at', 'updated_at'))
              .end(),
          );
  const rows = await query.orderBy('id').execute();
  const now = deps.clock.now();
  const { live, hours } = settings.handoff;
  const open = live && isOpen(hours, now);
  const opensAt = live && !open ? nextOpening(hours, now) : undefined;
  return {
    items: await inboxItems(db, rows),
    cursor,
    open,
    ...(opensAt === undefined ? {} : { opensAt }),
    present: await presentStaff(deps, botId),
  };
}

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

/** A bot's conversations that concern people: who waits, longest first, then who is talked with, then who asked in vain. @throws AppError `not_found` */
export async function listInbox(deps: HandoffDeps, { botId }: { botId: string }): Promise<Inbox> {
  const { settings } = await getBot(deps, botId);
  const { db } = deps.store;
  const cursor = await lastEvent(db, botId);
  const rows = await db
    .selectFrom('conversations')
    .selectAll()
    .where('bot_id', '=', botId)
    .where('state', 'in', IN_INBOX)
    .orderBy((e) => e.case('state').when('waiting').then(0).when('with-person').then(1).else(2).end())
    .orderBy((e) => e.fn.coalesce('queued_at', 'updated_at'))
    .orderBy('id')
    .limit(MAX_ITEMS)
    .execute();
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

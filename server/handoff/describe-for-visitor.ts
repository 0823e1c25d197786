import type { Kysely } from 'kysely';
import type { Bot } from '../bots/index.ts';
import type { VisitorHandoff } from '../contract/index.ts';
import type { ConversationState, Database } from '../store/index.ts';
import type { ConversationRow } from './conversation-row.ts';
import { isOpen, nextOpening } from './hours.ts';

type Facts = { bot: Bot; at: number };
type Described = Omit<VisitorHandoff, 'state'>;

/** Where the visitor of a conversation stands, in a sentence and as data. */
export async function describeForVisitor(
  db: Kysely<Database>,
  row: ConversationRow,
  facts: Facts,
): Promise<VisitorHandoff> {
  return { state: row.state, ...(await DESCRIBE[row.state](db, row, facts)) };
}

const DESCRIBE: Record<
  ConversationState,
  (db: Kysely<Database>, row: ConversationRow, facts: Facts) => Described | Promise<Described>
> = {
  bot: () => ({ message: '' }),
  offered: () => ({ message: 'You can talk to a person instead.' }),
  requested: (_db, _row, facts) => ({ ...absence(facts), form: true }),
  async waiting(db, row) {
    const position = await placeInLine(db, row);
    return {
      position,
      message: `You are number ${position}. A person will join you here, and reads what you write meanwhile.`,
    };
  },
  'with-person': (_db, row) => {
    const person = row.agent_name ?? 'A colleague';
    return { person, message: `${person} is here and reads what you write.` };
  },
  closed: async (db, row) => ({
    message: 'This conversation was closed. Write again to go on with the assistant.',
    ...((await isRated(db, row)) && { rated: true }),
  }),
};

/** Since it was closed; an earlier talk with a person had its own rating. */
async function isRated(db: Kysely<Database>, row: ConversationRow): Promise<boolean> {
  const rating = await db
    .selectFrom('conversation_ratings')
    .select('score')
    .where('conversation_id', '=', row.id)
    .where('updated_at', '>=', row.updated_at)
    .executeTakeFirst();
  return rating !== undefined;
}

/** 1 is next. */
export async function placeInLine(db: Kysely<Database>, row: ConversationRow): Promise<number> {
  const queuedAt = row.queued_at ?? 0;
  const { ahead } = await db
    .selectFrom('conversations')
    .select((e) => e.fn.countAll().as('ahead'))
    .where('bot_id', '=', row.bot_id)
    .where('state', '=', 'waiting')
    .where((e) =>
      e.or([e('queued_at', '<', queuedAt), e.and([e('queued_at', '=', queuedAt), e('id', '<', row.id)])]),
    )
    .executeTakeFirstOrThrow();
  return Number(ahead) + 1;
}

function absence({ bot, at }: Facts): Described {
  const { live, hours } = bot.settings.handoff;
  const leave = 'Leave us a message, and we will answer by e-mail.';
  if (!live) return { message: leave };
  if (isOpen(hours, at)) return { message: `Nobody is free just now. ${leave} You may also ask again.` };
  const opensAt = nextOpening(hours, at);
  if (opensAt === undefined) return { message: `Nobody is here now. ${leave}` };
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: hours.timeZone,
    timeZoneName: 'short',
  });
  return { opensAt, message: `Nobody is here now; we are back on ${format.format(opensAt)}. ${leave}` };
}

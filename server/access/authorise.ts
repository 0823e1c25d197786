import { AppError } from '../base/index.ts';
import type { Actor } from './actor.ts';
import { HOUSE_RIGHTS, type Right, ROLE_RIGHTS } from './rights.ts';

/** The bot that is acted on; absent for what concerns no single bot. */
export type Scope = { botId?: string };

/**
 * The one place that decides. Denies unless the role has the right, and the actor's bot, if it is bound
 * to one, is the bot acted on.
 */
export function isAllowed(actor: Actor, right: Right, { botId }: Scope = {}): boolean {
  if (!ROLE_RIGHTS[actor.role]?.includes(right)) return false;
  if (actor.botId === null) return true;
  return !HOUSE_RIGHTS.has(right) && actor.botId === botId;
}

/** @throws AppError `forbidden`, the same whether or not what was asked for exists. */
export function authorise(actor: Actor, right: Right, scope: Scope = {}): void {
  if (isAllowed(actor, right, scope)) return;
  throw new AppError(
    'forbidden',
    actor.id.startsWith('user:')
      ? `Your role, ${actor.role}, does not have the right "${right}". Ask an admin of your team.`
      : `This key does not have the right "${right}" here. Ask an admin for one that has.`,
  );
}

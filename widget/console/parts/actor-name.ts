import { t } from '../i18n/t.ts';

const SHOWN_CHARACTERS = 6;

/** Who did something, for people: names stand as they are, machines by what they are. */
export function actorName(actor: string): string {
  if (actor.startsWith('key:')) return t('key …{end}', { end: actor.slice(-SHOWN_CHARACTERS) });
  return actor.startsWith('system:') ? 'Foyer' : actor;
}

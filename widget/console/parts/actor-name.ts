import { t } from '../i18n/t.ts';
import { useMe } from '../me.tsx';

const SHOWN_CHARACTERS = 6;

/** Who did something, for people: staff by name, machines by what they are. */
export function useActorName(): (actor: string) => string {
  const { staff } = useMe();
  return (actor) => {
    if (actor.startsWith('key:')) return t('key …{end}', { end: actor.slice(-SHOWN_CHARACTERS) });
    if (actor.startsWith('system:')) return 'Foyer';
    if (!actor.startsWith('user:')) return actor;
    return staff.find(({ id }) => id === actor)?.name ?? t('A colleague');
  };
}

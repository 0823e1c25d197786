import type { Agent } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { useMe } from '../../me.tsx';

/** Whom a conversation that waits was left for. */
export function MeantFor({ agent: { id, name } }: { agent: Agent }) {
  const me = useMe();
  return <span className="inbox-tag">{id === me.id ? t('for you') : t('for {name}', { name })}</span>;
}

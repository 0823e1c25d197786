import { Link } from '@tanstack/react-router';
import { t } from '../i18n/t.ts';

type Props = { botId: string; documentId: string; conversations: number };

/** In how many conversations a document was cited, leading to them. */
export function UsedIn({ botId, documentId, conversations }: Props) {
  if (conversations === 0) return <span className="quiet small">{t('Not used yet')}</span>;
  return (
    <Link className="small" to="/$botId/conversations" params={{ botId }} search={{ document: documentId }}>
      {t('Used in {count, plural, one {# conversation} other {# conversations}}', { count: conversations })}
    </Link>
  );
}

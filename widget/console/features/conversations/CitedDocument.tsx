import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { documentQuery } from '../../queries.ts';

type Props = { botId: string; documentId: string; passageId: string | undefined };

/** Says that only conversations are shown in which a document was cited, and leads to it and back to all. */
export function CitedDocument({ botId, documentId, passageId }: Props) {
  const { state, feedback } = useSearch({ from: '/$botId/conversations' });
  const document = useQuery(documentQuery(botId, documentId));
  const name = document.data?.title || document.data?.name;
  return (
    <p className="row cited-document">
      <span>
        {passageId === undefined
          ? t('Only those in which this document was cited:')
          : t('Only those in which this passage was cited:')}{' '}
        {name === undefined ? (
          document.isError && t('a document that is gone')
        ) : (
          <Link
            to="/$botId/knowledge/$documentId"
            params={{ botId, documentId }}
            search={passageId === undefined ? {} : { passage: passageId }}
          >
            {name}
          </Link>
        )}
      </span>
      <Link
        to="/$botId/conversations"
        params={{ botId }}
        search={{ ...(state && { state }), ...(feedback && { feedback }) }}
      >
        {t('Show all')}
      </Link>
    </p>
  );
}

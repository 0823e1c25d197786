import { Link } from '@tanstack/react-router';
import type { Overview } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import '../../parts/numbers.css';

/** The numbers that matter, each with the sentence that says what it means. */
type Props = { botId: string; overview: Overview };

export function Numbers({ botId, overview: { documents, conversations, replies } }: Props) {
  const asked = replies.answered + replies.refused + replies.handedOver;
  const numbers = [
    {
      value: conversations,
      label: t('Conversations'),
      text: t('with visitors so far.'),
    },
    {
      value: asked === 0 ? '–' : `${Math.round((100 * replies.answered) / asked)} %`,
      label: t('Answered'),
      text:
        asked === 0
          ? t('of the questions; there were none yet.')
          : t('{answered} of {asked} questions were answered from your documents.', {
              answered: replies.answered,
              asked,
            }),
    },
    {
      value: replies.refused,
      label: t('Not answered'),
      text: t('questions that your documents do not seem to cover.'),
      link: replies.refused > 0 && (
        <Link to="/$botId/conversations" params={{ botId }} search={{ state: 'refused' }}>
          {t('See what is missing')}
        </Link>
      ),
    },
    {
      value: documents.failed,
      label: t('Failed documents'),
      text: documents.failed === 0 ? t('Every document could be read.') : t('could not be read.'),
      link: documents.failed > 0 && (
        <Link to="/$botId/knowledge" params={{ botId }} search={{ state: 'failed' }}>
          {t('See why, and try again')}
        </Link>
      ),
    },
  ];
  return (
    <section>
      <h2 className="section-title">{t('How it goes')}</h2>
      <dl className="numbers">
        {numbers.map(({ value, label, text, link }) => (
          <div key={label} className="card">
            <dt>{label}</dt>
            <dd>
              <strong>{value}</strong>
              <span className="quiet small">{text}</span>
              {link && <span className="small">{link}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

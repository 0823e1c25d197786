import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Overview } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { formatTime } from '../../parts/format.ts';
import { Icon } from '../../parts/Icon.tsx';
import { siteName } from '../../parts/site-name.ts';

type Props = { botId: string; overview: Overview };

export function Checklist({ botId, overview: { documents, conversations, tried, lastSeen } }: Props) {
  const steps: { done: boolean; title: string; text: string; action: ReactNode }[] = [
    {
      done: documents.ready > 0,
      title: t('Add knowledge'),
      text:
        documents.ready > 0
          ? t('{count, plural, one {# document is} other {# documents are}} ready to answer from.', {
              count: documents.ready,
            })
          : t('The bot answers only from your documents, so it needs at least one.'),
      action: (
        <Link to="/$botId/knowledge" params={{ botId }}>
          {documents.ready > 0 ? t('Open Knowledge') : t('Add documents')}
        </Link>
      ),
    },
    {
      done: tried > 0,
      title: t('Try it'),
      text: t('Ask what your visitors ask, and see for each answer why it was given.'),
      action: (
        <Link to="/$botId/try" params={{ botId }}>
          {t('Ask a question')}
        </Link>
      ),
    },
    {
      done: conversations > 0 || lastSeen !== null,
      title: t('Install it'),
      text:
        lastSeen !== null
          ? t('Last seen on {site}, {time}.', {
              site: siteName(lastSeen.origin),
              time: formatTime(lastSeen.at),
            })
          : conversations > 0
            ? t('Visitors are talking to your bot.')
            : t('One line on your website; it is below. We tick this off once the chat was opened there.'),
      action: <a href="#install">{t('Get the line')}</a>,
    },
  ];
  return (
    <ol className="plain steps">
      {steps.map(({ done, title, text, action }, index) => (
        <li key={title} className="card" data-done={done}>
          <span className="step-mark">{done ? <Icon name="check" size={18} /> : index + 1}</span>
          <div className="step-text">
            <h2>
              {title}
              {done && <span className="step-done">{t('done')}</span>}
            </h2>
            <p className="quiet">{text}</p>
            <p>{action}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}

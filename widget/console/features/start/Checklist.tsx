import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Overview } from '../../../../server/contract/index.ts';
import { formatCount } from '../../parts/format.ts';
import { Icon } from '../../parts/Icon.tsx';

type Props = { botId: string; overview: Overview };

export function Checklist({ botId, overview: { documents, conversations, tried } }: Props) {
  const steps: { done: boolean; title: string; text: string; action: ReactNode }[] = [
    {
      done: documents.ready > 0,
      title: 'Add knowledge',
      text:
        documents.ready > 0
          ? `${formatCount(documents.ready, 'document is', 'documents are')} ready to answer from.`
          : 'The bot answers only from your documents, so it needs at least one.',
      action: (
        <Link to="/$botId/knowledge" params={{ botId }}>
          {documents.ready > 0 ? 'Open Knowledge' : 'Add documents'}
        </Link>
      ),
    },
    {
      done: tried > 0,
      title: 'Try it',
      text: 'Ask what your visitors ask, and see for each answer why it was given.',
      action: (
        <Link to="/$botId/try" params={{ botId }}>
          Ask a question
        </Link>
      ),
    },
    {
      done: conversations > 0,
      title: 'Install it',
      text:
        conversations > 0
          ? 'Visitors are talking to your bot.'
          : 'One line on your website; it is below. We tick this off at the first visitor’s question.',
      action: <a href="#install">Get the line</a>,
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
              {done && <span className="step-done">done</span>}
            </h2>
            <p className="quiet">{text}</p>
            <p>{action}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}

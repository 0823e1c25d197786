import { type ReactNode, useId, useState } from 'react';
import type { AnswerKind, Feedback, Source } from '../../../server/contract/index.ts';
import { REASON_LABEL, VERDICT_LABEL } from './feedback-words.ts';
import { KIND_LABEL, KIND_TONE } from './passport/words.ts';
import './reply.css';
import { t } from '../i18n/t.ts';

type Props = {
  text: string;
  sources: readonly Source[];
  kind: AnswerKind | undefined;
  /** What else there is to say of it: "Stopped", "Offers a person". */
  note?: string | undefined;
  /** The visitor's thumb on it. */
  feedback?: Feedback | undefined;
  startsOpen?: boolean;
  /** "Why this answer?"; made only while it is open. */
  why?: (() => ReactNode) | undefined;
  /** What else can be done with it, beside "Why this answer?". */
  actions?: ReactNode;
};

/** One reply of the bot as visitors see it, its sources, and its passport on demand. */
export function ReplyCard(props: Props) {
  const { text, sources, kind, note, feedback, startsOpen = false, why, actions } = props;
  const [open, setOpen] = useState(startsOpen);
  const id = useId();
  return (
    <div className="reply">
      <div className="reply-head">
        <span className="quiet small">{t('Bot')}</span>
        {kind && (
          <span className="state" data-tone={KIND_TONE[kind]}>
            {t(KIND_LABEL[kind])}
          </span>
        )}
        {feedback && <Thumb feedback={feedback} />}
      </div>
      {feedback?.comment && (
        <p className="small">
          {t('The visitor’s comment:')} <q className="preserve">{feedback.comment}</q>
        </p>
      )}
      {text !== '' && <p className="preserve">{text}</p>}
      {note && <p className="quiet small">{note}</p>}
      {sources.length > 0 && (
        <ol className="plain reply-sources">
          {sources.map((source) => (
            <li key={source.number}>
              <details>
                <summary>
                  [{source.number}] {source.titlePath.join(' › ')}
                </summary>
                <p className="preserve small">{source.text}</p>
              </details>
            </li>
          ))}
        </ol>
      )}
      {(why || actions) && (
        <div className="reply-actions">
          {why && (
            <button
              type="button"
              className="why-button"
              aria-expanded={open}
              aria-controls={id}
              onClick={() => setOpen(!open)}
            >
              {t('Why this answer?')}
            </button>
          )}
          {actions}
        </div>
      )}
      {why && (
        <div id={id} hidden={!open} className="reply-why">
          {open && why()}
        </div>
      )}
    </div>
  );
}

function Thumb({ feedback: { verdict, reason } }: { feedback: Feedback }) {
  return (
    <span className="state" data-tone={verdict === 'up' ? 'good' : 'bad'}>
      {[t(VERDICT_LABEL[verdict]), reason && t(REASON_LABEL[reason])].filter(Boolean).join(' · ')}
    </span>
  );
}

import { type ReactNode, useId, useState } from 'react';
import type { AnswerKind, Source } from '../../../server/contract/index.ts';
import { KIND_LABEL, KIND_TONE } from './passport/words.ts';
import './reply.css';
import { t } from '../i18n/t.ts';

type Props = {
  text: string;
  sources: readonly Source[];
  kind: AnswerKind | undefined;
  /** What else there is to say of it: "Stopped", "Offers a person". */
  note?: string | undefined;
  startsOpen?: boolean;
  /** "Why this answer?"; made only while it is open. */
  why?: (() => ReactNode) | undefined;
};

/** One reply of the bot as visitors see it, its sources, and its passport on demand. */
export function ReplyCard({ text, sources, kind, note, startsOpen = false, why }: Props) {
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
      </div>
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
      {why && (
        <>
          <button
            type="button"
            className="why-button"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            {t('Why this answer?')}
          </button>
          <div id={id} hidden={!open} className="reply-why">
            {open && why()}
          </div>
        </>
      )}
    </div>
  );
}

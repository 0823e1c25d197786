import { useContext, useId } from 'react';
import { WordsContext } from '../i18n/words.ts';

export type FieldSpec = {
  name: string;
  kind: 'text' | 'email' | 'lines' | 'consent';
  label: string;
  required: boolean;
  maxChars: number;
  autoComplete?: 'name' | 'email';
  /** A page that says more. */
  more?: string | undefined;
  /** Words of the organisation, in the bot’s language. */
  language?: string | undefined;
};

type Props = FieldSpec & { value: string; wrong: string | undefined; onWrite(value: string): void };

/** One field with its label and what is wrong with it. */
export function Field(props: Props) {
  const { name, kind, label, required, maxChars, autoComplete, more, language, value, wrong, onWrite } =
    props;
  const { say } = useContext(WordsContext);
  const id = useId();
  const error = `${id}-error`;
  const shared = {
    id,
    name,
    required,
    'aria-invalid': wrong !== undefined,
    'aria-describedby': wrong === undefined ? undefined : error,
  };
  const written = {
    ...shared,
    value,
    maxLength: maxChars,
    dir: 'auto',
    autoComplete: autoComplete ?? 'off',
    onInput: (event: { currentTarget: { value: string } }) => onWrite(event.currentTarget.value),
  };
  const text = (
    <span lang={language} dir={language && 'auto'}>
      {label}
    </span>
  );
  return (
    <div className="field">
      {kind === 'consent' ? (
        <label className="consent" htmlFor={id}>
          <input
            {...shared}
            type="checkbox"
            checked={value !== ''}
            onChange={(event) => onWrite(event.currentTarget.checked ? label : '')}
          />
          {text}
        </label>
      ) : (
        <>
          <label htmlFor={id}>
            {text}
            {!required && <small>{say('optional')}</small>}
          </label>
          {kind === 'lines' ? <textarea {...written} rows={4} /> : <input {...written} type={kind} />}
        </>
      )}
      {more && (
        <a href={more} target="_blank" rel="noopener nofollow" aria-describedby={id}>
          {say('readMore')}
        </a>
      )}
      {wrong !== undefined && (
        <p className="note problem" id={error}>
          {wrong}
        </p>
      )}
    </div>
  );
}

import { type FormEvent, useContext, useEffect, useState } from 'react';
import { ClientError, type FormDraft } from '../../client/index.ts';
import { WordsContext } from '../i18n/words.ts';
import { sayThrown } from '../say-problem.ts';
import { Field, type FieldSpec } from './Field.tsx';
import { useFormLook } from './use-form-look.ts';

type Props = {
  title: string;
  fields: readonly FieldSpec[];
  submit: string;
  /** What stands in the fields, by their names. */
  draft: FormDraft;
  onDraft(draft: FormDraft): void;
  /** @throws ClientError when it could not be kept; what was written stays */
  onSubmit(values: FormDraft): Promise<void>;
  onCancel?: () => void;
  /** Rises when a person wants to write here. */
  focusWish: number;
};

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const GAP_PX = 16;
const INVALID = '[aria-invalid="true"]';

/** A form within the transcript. What is missing is said at its field, which takes the focus; nothing written is lost. */
export function VisitorForm({ title, fields, submit, draft, onDraft, onSubmit, onCancel, focusWish }: Props) {
  const words = useContext(WordsContext);
  const { say } = words;
  const [values, setValues] = useState(draft);
  const [wrong, setWrong] = useState<FormDraft>({});
  const [problem, setProblem] = useState('');
  const [sending, setSending] = useState(false);
  const form = useFormLook<HTMLFormElement>();

  useEffect(() => {
    const { current } = form;
    if (!current || focusWish === 0) return;
    const inputs = [...current.querySelectorAll<HTMLInputElement>('input, textarea')];
    (inputs.find(({ value }) => value === '') ?? inputs[0])?.focus({ preventScroll: true });
    current.parentElement?.scrollTo({ top: current.offsetTop - GAP_PX });
  }, [form, focusWish]);

  useEffect(() => {
    if (Object.keys(wrong).length > 0) form.current?.querySelector<HTMLElement>(INVALID)?.focus();
  }, [form, wrong]);

  function write(name: string, value: string): void {
    const next = { ...values, [name]: value };
    setValues(next);
    onDraft(next);
  }

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    const found = fields.flatMap((field) => {
      const value = (values[field.name] ?? '').trim();
      if (value === '') return field.required ? [[field.name, say('required')]] : [];
      return field.kind === 'email' && !EMAIL.test(value) ? [[field.name, say('wrongEmail')]] : [];
    });
    setWrong(Object.fromEntries(found) as FormDraft);
    setProblem('');
    if (found.length > 0 || sending) return;
    setSending(true);
    try {
      await onSubmit(Object.fromEntries(fields.map(({ name }) => [name, (values[name] ?? '').trim()])));
    } catch (thrown) {
      const isRefused = thrown instanceof ClientError && thrown.problem.code === 'bad_request';
      if (isRefused && values['email']) setWrong({ email: say('wrongEmail') });
      else setProblem(sayThrown(words, thrown));
    }
    setSending(false);
  }

  return (
    <form ref={form} className="visitor-form" part="form" noValidate onSubmit={(event) => void send(event)}>
      <h3>{title}</h3>
      {fields.map((field) => (
        <Field
          key={field.name}
          {...field}
          value={values[field.name] ?? ''}
          wrong={wrong[field.name]}
          onWrite={(value) => write(field.name, value)}
        />
      ))}
      <p className="note problem" role="alert">
        {problem}
      </p>
      <div className="row">
        <button type="submit" className="main" aria-disabled={sending}>
          {submit}
        </button>
        {onCancel && (
          <button type="button" className="quiet" onClick={onCancel}>
            {say('cancel')}
          </button>
        )}
      </div>
    </form>
  );
}

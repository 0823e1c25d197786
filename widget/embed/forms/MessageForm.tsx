import { useContext } from 'react';
import type { ConversationControl, FormDraft, SessionStorage } from '../../client/index.ts';
import { WordsContext } from '../i18n/words.ts';
import type { FieldSpec } from './Field.tsx';
import { VisitorForm } from './VisitorForm.tsx';

type Props = {
  conversation: ConversationControl;
  storage: Pick<SessionStorage, 'loadForm' | 'saveForm'>;
  /** Told where the answer will go. */
  onSent(email: string): void;
  onCancel(): void;
};

/** A message for when people are back, answered by e-mail. */
export function MessageForm({ conversation, storage, onSent, onCancel }: Props) {
  const { say } = useContext(WordsContext);
  const asked = { required: true, maxChars: 200 };
  const fields: FieldSpec[] = [
    { ...asked, name: 'name', kind: 'text', label: say('yourName'), maxChars: 120, autoComplete: 'name' },
    { ...asked, name: 'email', kind: 'email', label: say('yourEmail'), autoComplete: 'email' },
    { ...asked, name: 'message', kind: 'lines', label: say('yourMessage'), maxChars: 4_000 },
  ];
  const kept = storage.loadForm();
  const known = Object.entries(conversation.visitor()).filter(([name]) => !kept[name]);

  async function send({ name = '', email = '', message = '' }: FormDraft): Promise<void> {
    await conversation.leaveMessage({ name, email, message });
    const { message: _, ...rest } = storage.loadForm();
    storage.saveForm(rest);
    onSent(email);
  }

  return (
    <VisitorForm
      title={say('leaveMessage')}
      fields={fields}
      submit={say('sendMessage')}
      draft={{ ...kept, ...Object.fromEntries(known) }}
      onDraft={storage.saveForm}
      onSubmit={send}
      onCancel={onCancel}
      focusWish={1}
    />
  );
}

import { useContext } from 'react';
import type { PreChat, PreChatAnswers } from '../../../server/contract/index.ts';
import type { FormDraft, SessionStorage } from '../../client/index.ts';
import { WordsContext } from '../i18n/words.ts';
import type { FieldSpec } from './Field.tsx';
import { VisitorForm } from './VisitorForm.tsx';

type Props = {
  preChat: PreChat;
  /** The bot’s, in which its own questions are. */
  language: string | undefined;
  storage: Pick<SessionStorage, 'loadForm' | 'saveForm'>;
  focusWish: number;
  onAnswered(answers: PreChatAnswers): void;
};

const questionName = (index: number) => `question-${index}`;

/** What a bot asks before the chat. Nothing is sent yet: it goes with the first message. */
export function PreChatForm({ preChat, language, storage, focusWish, onAnswered }: Props) {
  const { say } = useContext(WordsContext);
  const { questions, consent } = preChat;
  const fields: FieldSpec[] = [
    ...person(preChat.name, { name: 'name', kind: 'text', label: say('yourName'), autoComplete: 'name' }),
    ...person(preChat.email, {
      name: 'email',
      kind: 'email',
      label: say('yourEmail'),
      autoComplete: 'email',
    }),
    ...questions.map(({ text, required }, index) => ({
      name: questionName(index),
      kind: 'text' as const,
      label: text,
      required,
      maxChars: 500,
      language,
    })),
  ];
  if (consent) {
    const { text: label, url: more } = consent;
    fields.push({ name: 'consent', kind: 'consent', label, required: true, maxChars: 0, more, language });
  }

  function answer({ name, email, ...values }: FormDraft): void {
    const answers = questions.flatMap(({ text: question }, index) => {
      const given = values[questionName(index)];
      return given ? [{ question, answer: given }] : [];
    });
    onAnswered({
      ...(name && { name }),
      ...(email && { email }),
      ...(answers.length > 0 && { answers }),
      ...(consent && { consent: consent.text }),
    });
  }

  return (
    <VisitorForm
      title={say('beforeChat')}
      fields={fields}
      submit={say('startChat')}
      draft={storage.loadForm()}
      onDraft={storage.saveForm}
      onSubmit={async (values) => answer(values)}
      focusWish={focusWish}
    />
  );
}

type Person = Pick<FieldSpec, 'name' | 'kind' | 'label' | 'autoComplete'>;

function person(asked: PreChat['name'], field: Person): FieldSpec[] {
  return asked === 'off' ? [] : [{ ...field, required: asked === 'required', maxChars: 120 }];
}

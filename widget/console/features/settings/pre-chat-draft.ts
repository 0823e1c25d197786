import type { BotSettings } from '../../queries.ts';

/** As many as the server takes. */
const MAX_OWN_QUESTIONS = 3;

type PreChatSettings = BotSettings['preChat'];

/** As it stands in the form: a line for each question there may be, empty ones too. */
export type PreChatDraft = Pick<PreChatSettings, 'on' | 'name' | 'email'> & {
  questions: { text: string; required: boolean }[];
  consent: string;
  consentUrl: string;
};

export function draftOfPreChat({ on, name, email, questions, consent }: PreChatSettings): PreChatDraft {
  const empty = Array.from({ length: MAX_OWN_QUESTIONS - questions.length }, () => ({
    text: '',
    required: false,
  }));
  return {
    on,
    name,
    email,
    questions: [...questions, ...empty],
    consent: consent?.text ?? '',
    consentUrl: consent?.url ?? '',
  };
}

export function preChatOf({ on, name, email, questions, ...draft }: PreChatDraft): PreChatSettings {
  const text = draft.consent.trim();
  const url = draft.consentUrl.trim();
  return {
    on,
    name,
    email,
    questions: questions
      .map((question) => ({ ...question, text: question.text.trim() }))
      .filter((question) => question.text !== ''),
    ...(text !== '' && { consent: { text, ...(url !== '' && { url }) } }),
  };
}

/** A form that asks nothing would only stand in the way. */
export function asksNothing(draft: PreChatDraft): boolean {
  const { on, name, email, questions, consent } = preChatOf(draft);
  return on && name === 'off' && email === 'off' && questions.length === 0 && consent === undefined;
}

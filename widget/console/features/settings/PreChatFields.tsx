import { Checkbox, NativeSelect, Switch, TextInput } from '@mantine/core';
import type { Asked } from '../../../../server/contract/index.ts';
import { msg, t } from '../../i18n/t.ts';
import type { PreChatDraft } from './pre-chat-draft.ts';

type Props = { draft: PreChatDraft; onChange(change: Partial<PreChatDraft>): void };

const ASKED_LABEL: Record<Asked, string> = {
  off: msg('Not asked'),
  optional: msg('Asked, may be left out'),
  required: msg('Asked, has to be answered'),
};

/** What visitors are asked before they can write. */
export function PreChatFields({ draft, onChange }: Props) {
  const asked = (name: 'name' | 'email', label: string) => (
    <NativeSelect
      label={label}
      value={draft[name]}
      data={Object.entries(ASKED_LABEL).map(([value, text]) => ({ value, label: t(text) }))}
      onChange={(event) => onChange({ [name]: event.currentTarget.value as Asked })}
    />
  );
  const change = (index: number, next: Partial<PreChatDraft['questions'][number]>) =>
    onChange({ questions: draft.questions.map((one, at) => (at === index ? { ...one, ...next } : one)) });
  return (
    <fieldset>
      <legend>{t('Form before the chat')}</legend>
      <div className="stack">
        <Switch
          label={t('Ask visitors before the chat begins')}
          description={t(
            'Whom your site has named is not asked. What they write stands beside the conversation in the inbox.',
          )}
          checked={draft.on}
          onChange={(event) => onChange({ on: event.currentTarget.checked })}
        />
        {draft.on && (
          <>
            <div className="columns">
              {asked('name', t('Name'))}
              {asked('email', t('E-mail'))}
            </div>
            {draft.questions.map(({ text, required }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: always three, in their places.
              <div className="row pre-chat-question" key={index}>
                <TextInput
                  label={t('Question {n} of your own', { n: index + 1 })}
                  maxLength={120}
                  value={text}
                  onChange={(event) => change(index, { text: event.currentTarget.value })}
                />
                <Checkbox
                  label={t('Has to be answered')}
                  aria-label={t('Question {n} has to be answered', { n: index + 1 })}
                  checked={required}
                  onChange={(event) => change(index, { required: event.currentTarget.checked })}
                />
              </div>
            ))}
            <div className="columns">
              <TextInput
                label={t('What they have to agree to')}
                description={t('Left empty, nothing.')}
                maxLength={300}
                value={draft.consent}
                onChange={(event) => onChange({ consent: event.currentTarget.value })}
              />
              <TextInput
                label={t('Page that says more')}
                description={t('For instance your privacy policy.')}
                type="url"
                maxLength={500}
                value={draft.consentUrl}
                onChange={(event) => onChange({ consentUrl: event.currentTarget.value })}
              />
            </div>
          </>
        )}
      </div>
    </fieldset>
  );
}

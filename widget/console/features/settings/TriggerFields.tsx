import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { msg, t } from '../../i18n/t.ts';
import type { HandoffDraft } from './handoff-draft.ts';

type Props = { draft: HandoffDraft; onChange(change: Partial<HandoffDraft>): void };
type Actions = HandoffDraft['actions'];
type Trigger = keyof Actions;

const TRIGGER_LABEL: Record<Trigger, string> = {
  asked: msg('The visitor asks for a person'),
  anger: msg('The visitor seems angry'),
  keyword: msg('A word of the list below is used'),
  refused: msg('The bot could not answer several times'),
  disliked: msg('Several thumbs down'),
};
/** Those that come after a number of times, which is set beside them. */
const COUNTED: readonly Trigger[] = ['refused', 'disliked'];

const ACTION_LABEL: Record<Actions['keyword'], string> = {
  off: msg('Nothing happens'),
  offer: msg('Offer a person'),
  request: msg('Put in the waiting list at once'),
};

/** What leads to a person, and how fast somebody has to come. */
export function TriggerFields({ draft, onChange }: Props) {
  const number = (name: 'refusals' | 'dislikes', label: string) => (
    <TextInput
      type="number"
      label={label}
      min={1}
      max={20}
      required
      withAsterisk={false}
      value={draft[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  );
  const action = (trigger: Trigger) => (
    <NativeSelect
      key={trigger}
      label={t(TRIGGER_LABEL[trigger])}
      value={draft.actions[trigger]}
      data={Object.entries(ACTION_LABEL)
        .filter(([value]) => trigger !== 'asked' || value !== 'off')
        .map(([value, label]) => ({ value, label: t(label) }))}
      onChange={(event) =>
        onChange({ actions: { ...draft.actions, [trigger]: event.currentTarget.value } as Actions })
      }
    />
  );
  const minutes = (
    name: 'maxWaitMinutes' | 'personSilentMinutes' | 'visitorSilentMinutes',
    label: string,
    description: string,
  ) => (
    <TextInput
      type="number"
      label={label}
      description={description}
      min={1}
      max={1_440}
      required
      withAsterisk={false}
      value={draft[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <fieldset>
        <legend>{t('What leads to a person')}</legend>
        <div className="columns">
          {(Object.keys(TRIGGER_LABEL) as Trigger[])
            .filter((trigger) => !COUNTED.includes(trigger))
            .map(action)}
        </div>
        <div className="counted">
          {action('refused')}
          {number('refusals', t('After so many unanswered questions'))}
          {action('disliked')}
          {number('dislikes', t('After so many thumbs down'))}
        </div>
        <Textarea
          mt="md"
          label={t('Words that call for a person')}
          description={t('One word or phrase a line, such as “cancel my contract”.')}
          autosize
          minRows={2}
          value={draft.keywords}
          onChange={(event) => onChange({ keywords: event.currentTarget.value })}
        />
      </fieldset>
      <fieldset>
        <legend>{t('Patience, in minutes')}</legend>
        <div className="columns">
          {minutes(
            'maxWaitMinutes',
            t('Nobody takes the conversation'),
            t('Then the form is offered, and the bot answers again.'),
          )}
          {minutes(
            'personSilentMinutes',
            t('The person is silent'),
            t('Then the visitor goes back to the waiting list, in the old place.'),
          )}
          {minutes('visitorSilentMinutes', t('The visitor is silent'), t('Then the conversation is closed.'))}
        </div>
      </fieldset>
    </>
  );
}

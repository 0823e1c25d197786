import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { Ref } from 'react';
import { t } from '../i18n/t.ts';
import type { LessonDraft } from './lesson-draft.ts';

type Props = {
  draft: LessonDraft;
  onChange(draft: LessonDraft): void;
  /** The field that a person begins with. */
  first?: Ref<HTMLTextAreaElement>;
};

/** What a lesson says; the same when it is written and when it is reviewed. */
export function LessonFields({ draft, onChange, first }: Props) {
  function field(name: Exclude<keyof LessonDraft, 'kind'>) {
    return {
      value: draft[name],
      onChange: (event: { currentTarget: { value: string } }) =>
        onChange({ ...draft, [name]: event.currentTarget.value }),
    };
  }

  return (
    <>
      <Textarea
        label={t('Question')}
        description={t('As a visitor would ask it.')}
        required
        withAsterisk={false}
        autosize
        minRows={2}
        {...(first ? { ref: first } : {})}
        {...field('question')}
      />
      <Textarea
        label={t('Answer')}
        description={t('One to three sentences are best: the bot answers as long as its lessons do.')}
        required
        withAsterisk={false}
        autosize
        minRows={3}
        {...field('answer')}
      />
      <Textarea
        label={t('Passage it is answered from')}
        description={t('Copied from the document, when the answer depends on one paragraph.')}
        autosize
        minRows={2}
        maxRows={10}
        {...field('context')}
      />
      <TextInput
        label={t('Document')}
        description={t('Its name under Knowledge, such as returns.md.')}
        {...field('documentName')}
      />
      <details className="more-fields">
        <summary>{t('More')}</summary>
        <div className="stack">
          <NativeSelect
            label={t('It teaches')}
            value={draft.kind}
            data={[
              { value: 'knowledge', label: t('how to answer from a document') },
              { value: 'skill', label: t('a manner, without a document') },
            ]}
            onChange={(event) =>
              onChange({ ...draft, kind: event.currentTarget.value === 'skill' ? 'skill' : 'knowledge' })
            }
          />
          <TextInput label={t('Where it comes from')} maxLength={500} {...field('origin')} />
          <TextInput label={t('Licence')} maxLength={500} {...field('licence')} />
        </div>
      </details>
    </>
  );
}

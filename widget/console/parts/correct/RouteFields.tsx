import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import type { CorrectionAdvice } from '../../queries/corrections.ts';
import type { CorrectionDraft } from './correction-draft.ts';

type Props = {
  advice: CorrectionAdvice;
  text: string;
  draft: CorrectionDraft;
  onDraft(draft: CorrectionDraft): void;
};

/** What the chosen way asks for, and the test that comes with each. */
export function RouteFields({ advice, text, draft, onDraft }: Props) {
  const mayApprove = useMay()('lessons:approve');
  const { route, question, testQuestion, takeOut, mustPass, approve } = draft;
  const isLesson = route === 'lesson';
  const change = (changes: Partial<CorrectionDraft>) => onDraft({ ...draft, ...changes });
  return (
    <>
      <TextInput
        label={t('Question')}
        description={t('Change it where it would not be understood without what was said before.')}
        required
        withAsterisk={false}
        maxLength={400}
        value={question}
        onChange={(event) => change({ question: event.currentTarget.value })}
      />
      {route === 'fact' && <FactFields advice={advice} text={text} draft={draft} change={change} />}
      {isLesson && (
        <TextInput
          label={t('The same question in other words')}
          description={t('The test asks this one: what is taught word for word proves nothing.')}
          required
          withAsterisk={false}
          maxLength={400}
          value={testQuestion}
          onChange={(event) => change({ testQuestion: event.currentTarget.value })}
        />
      )}
      <div className="correct-test stack">
        <p className="small">
          <strong>{t('A test guards it.')}</strong>{' '}
          {t('It asks “{question}” and fails when the answer does not say this any more.', {
            question: isLesson ? testQuestion || '…' : question,
          })}
        </p>
        {!isLesson && (
          <Checkbox
            label={t('Publish no version that gets this wrong')}
            checked={mustPass}
            onChange={(event) => change({ mustPass: event.currentTarget.checked })}
          />
        )}
        {isLesson && mayApprove && (
          <Checkbox
            label={t('Approve the lesson at once')}
            checked={approve}
            onChange={(event) => change({ approve: event.currentTarget.checked })}
          />
        )}
        {isLesson && !mayApprove && (
          <p className="quiet small">{t('A colleague who may approve lessons looks at it first.')}</p>
        )}
      </div>
      {route === 'fact' && advice.replaces !== undefined && !takeOut && (
        <p className="notice small">
          {t('The old passage stays in use. The bot may go on saying what stands there.')}
        </p>
      )}
    </>
  );
}

type FactProps = Omit<Props, 'onDraft'> & { change(changes: Partial<CorrectionDraft>): void };

function FactFields({ advice: { replaces }, text, draft, change }: FactProps) {
  if (replaces === undefined) {
    return (
      <p className="small">
        {t('This passage is added under the question:')} <q className="preserve">{text}</q>
      </p>
    );
  }
  return (
    <>
      <div>
        <p className="small">{t('This passage says otherwise:')}</p>
        <blockquote className="correct-passage small preserve">{replaces.text}</blockquote>
        <Checkbox
          label={t('Take it out of use, and put the corrected one in its place')}
          checked={draft.takeOut}
          onChange={(event) => change({ takeOut: event.currentTarget.checked })}
        />
      </div>
      {draft.takeOut && (
        <Textarea
          label={t('The corrected passage')}
          description={t('The old one with your correction in it; check that it reads well.')}
          required
          withAsterisk={false}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={4_000}
          value={draft.passage}
          onChange={(event) => change({ passage: event.currentTarget.value })}
        />
      )}
    </>
  );
}

import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n/t.ts';
import { useActorName } from '../../parts/actor-name.ts';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { deleteTest, type TestQuestion, type TestResult, testsKey } from '../../queries/tests.ts';

type Props = {
  test: TestQuestion;
  result: TestResult | undefined;
  /** In the last comparisons, oldest first; null where it was not asked. */
  outcomes: readonly (boolean | null)[] | undefined;
  onEdit(): void;
};

export function TestItem({ test, result, outcomes = [], onEdit }: Props) {
  const actorName = useActorName();
  const { botId, question, answerable, mustInclude, mustPass, reference, split, author } = test;
  const queries = useQueryClient();
  const expected = answerable
    ? [reference, mustInclude.length > 0 && t('with {facts}', { facts: mustInclude.join(', ') })]
    : [t('Should be declined.')];
  return (
    <li>
      <div>
        <h2 className="list-title">{question}</h2>
        <p className="small clamp">{expected.filter(Boolean).join(' · ')}</p>
        {result && !result.passed && (
          <p className="small">
            {t('It said:')} {result.answer}
          </p>
        )}
        <p className="quiet small">
          {[split === 'heldout' ? t('Final') : t('Practice'), mustPass && t('Must pass'), actorName(author)]
            .filter((part) => part !== false)
            .join(' · ')}
        </p>
        <Outcomes outcomes={outcomes} />
      </div>
      <div className="list-actions">
        <span className="state" data-tone={result === undefined ? 'none' : result.passed ? 'good' : 'bad'}>
          {result === undefined ? t('Not asked yet') : result.passed ? t('Passed') : t('Failed')}
        </span>
        <Button
          variant="subtle"
          size="xs"
          aria-label={t('Change “{question}”', { question })}
          onClick={onEdit}
        >
          {t('Change')}
        </Button>
        <ConfirmButton
          label={t('Delete')}
          name={t('Delete “{question}”', { question })}
          title={t('Delete this test?')}
          confirm={t('Delete')}
          onConfirm={async () => {
            await deleteTest(test);
            await queries.invalidateQueries({ queryKey: testsKey(botId) });
          }}
        >
          {t('“{question}” will not be asked any more. Comparisons of the past keep it.', { question })}
        </ConfirmButton>
      </div>
    </li>
  );
}

/** Shown once there is something to see: a test that was asked more than once. */
function Outcomes({ outcomes }: { outcomes: readonly (boolean | null)[] }) {
  const asked = outcomes.filter((outcome) => outcome !== null);
  if (asked.length < 2) return null;
  return (
    <p className="small test-outcomes">
      <span aria-hidden="true">{asked.map((passed) => (passed ? '●' : '○')).join(' ')}</span>{' '}
      <span className="quiet">
        {t('Passed {passed} of the last {count} times.', {
          passed: asked.filter(Boolean).length,
          count: asked.length,
        })}
      </span>
    </p>
  );
}

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/t.ts';
import { TopicQuestions } from '../../parts/TopicQuestions.tsx';
import { suggestionsQuery } from '../../queries/topics.ts';
import { type ApprovedDraft, EMPTY_APPROVED } from './approved-draft.ts';
import './approved.css';

type Props = { botId: string; onApprove(draft: ApprovedDraft): void };

/** Questions of three visitors or more that no approved answer meets, most wanted first. */
export function Suggestions({ botId, onApprove }: Props) {
  const suggestions = useQuery(suggestionsQuery(botId)).data ?? [];
  if (suggestions.length === 0) return null;
  return (
    <section aria-labelledby="suggested-title">
      <h2 className="section-title" id="suggested-title">
        {t('Suggested, since many visitors ask')}
      </h2>
      <p className="quiet small">
        {t(
          'Each was asked by three visitors or more, and no approved answer meets it. Nothing is said before you approve it.',
        )}
      </p>
      <ol className="plain list suggested">
        {suggestions.map(({ topicId, question, paraphrases, answer, asked, unanswered }) => (
          <li key={topicId}>
            <div>
              <h3 className="list-title">{question}</h3>
              <p className="quiet small">
                {t('asked {count, plural, one {# time} other {# times}}', { count: asked })}
                {unanswered > 0 && ` · ${t('{count} not answered', { count: unanswered })}`}
              </p>
              {answer !== '' && (
                <p className="small preserve">
                  {t('The bot says:')} <q>{answer}</q>
                </p>
              )}
              <TopicQuestions botId={botId} topicId={topicId} />
            </div>
            <div className="list-actions">
              <Button
                size="xs"
                variant="default"
                aria-label={t('Approve an answer to “{topic}”', { topic: question })}
                onClick={() =>
                  onApprove({ ...EMPTY_APPROVED, question, answer, paraphrases: paraphrases.join('\n') })
                }
              >
                {t('Approve an answer')}
              </Button>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

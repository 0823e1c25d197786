import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { useListedBot } from '../../parts/use-listed-bot.ts';
import { suggestedQuestionsQuery, trialQuery } from '../../queries/bots.ts';
import { type Bot, botQuery, botsQuery, saveBot } from '../../queries.ts';
import { Trial } from './Trial.tsx';

/** As many as the chat shows as buttons. */
const MAX_SUGGESTED = 6;

type Props = { botId: string; onNext(): void };

/** Questions made from the documents, answered one after the other, each with its reasons. */
export function QuestionsStep({ botId, onNext }: Props) {
  const suggested = useQuery(suggestedQuestionsQuery(botId));
  const bot = useListedBot(botId);
  const [own, setOwn] = useState<string[]>([]);
  if (suggested.isError) return <Problem error={suggested.error} onRetry={() => void suggested.refetch()} />;
  if (!suggested.data || !bot) return <Loading />;
  const questions = [...suggested.data, ...own];
  return (
    <section className="card stack" aria-labelledby="questions-title">
      <h2 id="questions-title">{t('Ask it')}</h2>
      <p className="quiet">
        {suggested.data.length > 0
          ? t(
              'We made these questions from what you gave it. Open the reasons to see where each answer comes from.',
            )
          : t('Ask something that your document answers, in the words of a visitor.')}
      </p>
      <Answers botId={botId} questions={questions} />
      <OwnQuestion onAsk={(question) => setOwn((known) => [...new Set([...known, question])])} />
      <Keep bot={bot} questions={questions} onNext={onNext} />
    </section>
  );
}

/** One is asked at a time: the next waits for the one before. */
function Answers({ botId, questions }: { botId: string; questions: readonly string[] }) {
  const queries = useQueryClient();
  const [, setSettled] = useState(0);
  const isSettled = (question: string) => {
    const { data, error } = queries.getQueryState(trialQuery(botId, question).queryKey) ?? {};
    return data !== undefined || (error ?? null) !== null;
  };
  return (
    <ol className="plain setup-trials" aria-label={t('Questions and answers')}>
      {questions.map((question, index) => (
        <Trial
          key={question}
          botId={botId}
          question={question}
          mayAsk={questions.slice(0, index).every(isSettled)}
          startsOpen={index === 0}
          onSettled={() => setSettled((count) => count + 1)}
        />
      ))}
    </ol>
  );
}

function OwnQuestion({ onAsk }: { onAsk(question: string): void }) {
  const [text, setText] = useState('');

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (text.trim() === '') return;
    onAsk(text.trim());
    setText('');
  }

  return (
    <form className="setup-own" onSubmit={submit}>
      <TextInput
        label={t('A question of your own')}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" variant="default">
        {t('Ask')}
      </Button>
    </form>
  );
}

type KeepProps = { bot: Bot; questions: readonly string[]; onNext(): void };

/** What was answered can greet visitors as buttons. */
function Keep({ bot, questions, onNext }: KeepProps) {
  const queries = useQueryClient();
  const mayChange = useMay()('bots:change') && bot.settings.suggestedQuestions.length === 0;
  const [keeps, setKeeps] = useState(true);
  const save = useMutation({
    mutationFn: async () => {
      const answered = questions.filter((question) => {
        const reply = queries.getQueryData(trialQuery(bot.id, question).queryKey);
        return reply !== undefined && reply.passport.decision.outcome === 'answer';
      });
      if (!mayChange || !keeps || answered.length === 0) return;
      const suggestedQuestions = answered.slice(0, MAX_SUGGESTED);
      const saved = await saveBot(bot.id, {
        settings: { suggestedQuestions },
        expectedVersion: bot.settingsVersion,
      });
      queries.setQueryData(botQuery(bot.id).queryKey, saved);
      await queries.invalidateQueries({ queryKey: botsQuery().queryKey });
    },
    onSuccess: onNext,
  });
  return (
    <>
      {mayChange && questions.length > 0 && (
        <Checkbox
          label={t('Offer the answered ones to visitors, as buttons in the chat')}
          checked={keeps}
          onChange={(event) => setKeeps(event.currentTarget.checked)}
        />
      )}
      {save.isError && <Problem error={save.error} />}
      <div className="row">
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {t('Go on')}
        </Button>
      </div>
    </>
  );
}

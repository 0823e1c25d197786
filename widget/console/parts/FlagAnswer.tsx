import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AnswerKind } from '../../../server/contract/index.ts';
import { t } from '../i18n/t.ts';
import { type FlagPlace, flagAnswer, flagsQuery, unflagAnswer } from '../queries/flags.ts';
import { topicsKey } from '../queries/topics.ts';
import { Problem } from './Problem.tsx';

const MAX_COMMENT_CHARS = 1_000;
/** Only what answers a question can be wrong. */
const ANSWERS: ReadonlySet<AnswerKind> = new Set(['model', 'quote', 'approved', 'refusal']);

type Props = { place: FlagPlace; kind: AnswerKind | undefined };

/** Whoever reads a conversation can say that an answer in it is wrong; editors find it under Unanswered. */
export function FlagAnswer({ place, kind }: Props) {
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const flag = useQuery(flagsQuery(place)).data?.find(({ messageId }) => messageId === place.messageId);
  const reread = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: flagsQuery(place).queryKey }),
      queries.invalidateQueries({ queryKey: topicsKey(place.botId) }),
    ]);
  const takeBack = useMutation({ mutationFn: () => unflagAnswer(place), onSettled: reread });
  if (kind === undefined || !ANSWERS.has(kind)) return null;
  if (flag === undefined) {
    return (
      <>
        <button type="button" className="reply-button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          {t('Mark as wrong')}
        </button>
        <Modal
          opened={open}
          onClose={() => setOpen(false)}
          title={t('What is wrong with this answer?')}
          centered
        >
          {open && <FlagForm place={place} onDone={reread} onClose={() => setOpen(false)} />}
        </Modal>
      </>
    );
  }
  return (
    <>
      <button
        type="button"
        className="reply-button"
        disabled={takeBack.isPending}
        onClick={() => takeBack.mutate()}
      >
        {t('Not wrong after all')}
      </button>
      <p className="small reply-flag" role="status">
        <span className="state" data-tone="bad">
          {t('Marked as wrong by {name}', { name: flag.authorName })}
        </span>{' '}
        {flag.comment !== undefined && <q className="preserve">{flag.comment}</q>}
      </p>
      {takeBack.isError && <Problem error={takeBack.error} />}
    </>
  );
}

type FormProps = { place: FlagPlace; onDone(): Promise<unknown>; onClose(): void };

function FlagForm({ place, onDone, onClose }: FormProps) {
  const [comment, setComment] = useState('');
  const mark = useMutation({
    mutationFn: async () => {
      await flagAnswer(place, comment.trim());
      await onDone();
    },
    onSuccess: onClose,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    mark.mutate();
  }

  return (
    <form className="stack" onSubmit={submit}>
      <p className="quiet small">
        {t('Colleagues who look after answers find it under “Unanswered”. The visitor is told nothing.')}
      </p>
      <Textarea
        label={t('Why, if you like')}
        data-autofocus
        autosize
        minRows={2}
        maxRows={8}
        maxLength={MAX_COMMENT_CHARS}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      {mark.isError && <Problem error={mark.error} />}
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button type="submit" loading={mark.isPending}>
          {t('Mark as wrong')}
        </Button>
      </div>
    </form>
  );
}

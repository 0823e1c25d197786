import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AnswerKind, QUESTION_REPLIES } from '../../../server/contract/index.ts';
import { t } from '../i18n/t.ts';
import { type FlagPlace, flagAnswer, flagsQuery } from '../queries/flags.ts';
import { FlagChanges, useRereadFlags } from './FlagChanges.tsx';
import { Problem } from './Problem.tsx';

const MAX_COMMENT_CHARS = 1_000;
/** Those of the contract: one that is missing here, or too many, does not compile. */
const CAN_BE_WRONG: Record<(typeof QUESTION_REPLIES)[number], true> = {
  model: true,
  quote: true,
  approved: true,
  refusal: true,
};

type Props = { place: FlagPlace; kind: AnswerKind | undefined };

/** Whoever reads a conversation can say that an answer in it is wrong; editors find it under Unanswered. */
export function FlagAnswer({ place, kind }: Props) {
  const [open, setOpen] = useState(false);
  const flag = useQuery(flagsQuery(place)).data?.find(({ messageId }) => messageId === place.messageId);
  const reread = useRereadFlags(place);
  if (kind === undefined || !Object.hasOwn(CAN_BE_WRONG, kind)) return null;
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
      <FlagChanges place={place} flag={flag} />
      <p className="small reply-flag" role="status">
        <span className="state" data-tone="bad">
          {t('Marked as wrong by {name}', { name: flag.authorName })}
        </span>{' '}
        {flag.settledByName !== undefined && (
          <span className="state" data-tone="good">
            {t('Dealt with, says {name}', { name: flag.settledByName })}
          </span>
        )}{' '}
        {flag.comment !== undefined && <q className="preserve">{flag.comment}</q>}
      </p>
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
        {t(
          'Colleagues who look after answers find it at once under “Unanswered”, “Marked as wrong”. The visitor is told nothing.',
        )}
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

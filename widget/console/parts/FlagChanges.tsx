import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AnswerFlag } from '../../../server/contract/index.ts';
import { t } from '../i18n/t.ts';
import { useMay, useMe } from '../me.tsx';
import { type FlagPlace, flaggedKey, flagsQuery, settleFlag, unflagAnswer } from '../queries/flags.ts';
import { topicsKey } from '../queries/topics.ts';
import { Problem } from './Problem.tsx';
import './reply.css';

type Props = {
  place: FlagPlace;
  flag: Pick<AnswerFlag, 'author' | 'settledAt'>;
  /** A correction says already that it is dealt with. */
  corrected?: boolean;
  onSettled?(flag: AnswerFlag): void;
  onTakenBack?(): void;
};

/** What can be done about a flag, as far as this person may: say that it is dealt with, or take it back. */
export function FlagChanges({ place, flag, corrected = false, onSettled, onTakenBack }: Props) {
  const me = useMe();
  const mayTeach = useMay()('lessons:change');
  const reread = useRereadFlags(place);
  const isSettled = flag.settledAt !== undefined;
  const settle = useMutation({
    mutationFn: () => settleFlag(place, !isSettled),
    onSuccess: (changed) => onSettled?.(changed),
    onSettled: reread,
  });
  const takeBack = useMutation({
    mutationFn: () => unflagAnswer(place),
    onSuccess: () => onTakenBack?.(),
    onSettled: reread,
  });
  const isBusy = settle.isPending || takeBack.isPending;
  return (
    <>
      {mayTeach && (isSettled || !corrected) && (
        <button type="button" className="reply-button" disabled={isBusy} onClick={() => settle.mutate()}>
          {isSettled ? t('Open again') : t('Dealt with')}
        </button>
      )}
      {(mayTeach || flag.author === me.id) && (
        <button type="button" className="reply-button" disabled={isBusy} onClick={() => takeBack.mutate()}>
          {t('Not wrong after all')}
        </button>
      )}
      {settle.isError && <Problem error={settle.error} />}
      {takeBack.isError && <Problem error={takeBack.error} />}
    </>
  );
}

/** Wherever a flag is shown or counted. */
export function useRereadFlags(place: FlagPlace): () => Promise<unknown> {
  const queries = useQueryClient();
  const { botId } = place;
  const keys = [flagsQuery(place).queryKey, flaggedKey(botId), topicsKey(botId), ['insight', botId]];
  return () => Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
}

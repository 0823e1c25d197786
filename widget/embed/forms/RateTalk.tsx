import { useContext, useState } from 'react';
import { WordsContext } from '../i18n/words.ts';
import { sayThrown } from '../say-problem.ts';

const SCORES = [1, 2, 3, 4, 5] as const;

type Props = { onRate(score: number, comment: string): Promise<void> };

/** How content the visitor was with a person: kept with the first press, words may follow. */
export function RateTalk({ onRate }: Props) {
  const words = useContext(WordsContext);
  const { say } = words;
  const [score, setScore] = useState<number>();
  const [comment, setComment] = useState('');
  const [said, setSaid] = useState(false);
  const [note, setNote] = useState('');

  async function rate(next: number): Promise<void> {
    setScore(next);
    try {
      await onRate(next, comment.trim());
      setNote(say('thanks'));
      if (comment.trim() !== '') setSaid(true);
    } catch (thrown) {
      setNote(sayThrown(words, thrown));
    }
  }

  return (
    <form
      className="rate-talk"
      onSubmit={(event) => {
        event.preventDefault();
        if (score !== undefined) void rate(score);
      }}
    >
      <fieldset>
        <legend>{say('howContent')}</legend>
        {SCORES.map((value) => (
          <button
            key={value}
            type="button"
            className="star"
            aria-label={say('scoreOf', { n: String(value) })}
            aria-pressed={score === value}
            onClick={() => void rate(value)}
          >
            {value <= (score ?? 0) ? '★' : '☆'}
          </button>
        ))}
      </fieldset>
      {score !== undefined && !said && (
        <>
          <label>
            {say('comment')}
            <textarea
              rows={2}
              maxLength={1_000}
              value={comment}
              onChange={(event) => setComment(event.currentTarget.value)}
            />
          </label>
          <button type="submit" className="chip">
            {say('sendFeedback')}
          </button>
        </>
      )}
      <span className="note" role="status">
        {note}
      </span>
    </form>
  );
}

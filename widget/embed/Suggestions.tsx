import { useContext } from 'react';
import { WordsContext } from './i18n/words.ts';

type Props = { questions: readonly string[]; onAsk(text: string): void };

/** Questions to be asked with one press. */
export function Suggestions({ questions, onAsk }: Props) {
  const { say } = useContext(WordsContext);
  if (questions.length === 0) return null;
  return (
    <ul className="suggestions" part="suggestions" aria-label={say('suggestions')}>
      {questions.map((question) => (
        <li key={question}>
          <button type="button" dir="auto" onClick={() => onAsk(question)}>
            {question}
          </button>
        </li>
      ))}
    </ul>
  );
}

import { type ReactNode, useContext } from 'react';
import { WordsContext } from './i18n/words.ts';

const CITATION = /\s*\[(\d{1,2})\]/g;

type Props = { text: string; cited: ReadonlySet<number>; onCite(number: number): void };

/** A reply as text: paragraphs, and citations as buttons that open their source. Never HTML. */
export function ReplyText({ text, cited, onCite }: Props) {
  const { say } = useContext(WordsContext);
  const label = (number: number) => say('source', { n: String(number) });
  const paragraphs = text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '');
  return paragraphs.map((paragraph, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs only ever grow at the end.
    <p key={index}>{withCitations(paragraph, cited, onCite, label)}</p>
  ));
}

/** What is read aloud: the reply without its citation marks. */
export function plainText(text: string): string {
  return text.replace(CITATION, '');
}

function withCitations(
  text: string,
  cited: ReadonlySet<number>,
  onCite: (number: number) => void,
  label: (number: number) => string,
): ReactNode[] {
  const nodes: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(CITATION)) {
    const number = Number(match[1]);
    nodes.push(text.slice(end, match.index));
    end = match.index + match[0].length;
    if (!cited.has(number)) continue;
    nodes.push(
      <button
        key={match.index}
        type="button"
        className="cite"
        aria-label={label(number)}
        onClick={() => onCite(number)}
      >
        {number}
      </button>,
    );
  }
  return [...nodes, text.slice(end)];
}

import { type ReactNode, useContext, useEffect, useState } from 'react';
import { WordsContext } from './i18n/words.ts';
import type { Markdown } from './markdown/Markdown.tsx';

const CITATION = /\s*\[(\d{1,2})\]/g;

type Props = { text: string; cited: ReadonlySet<number>; onCite(number: number): void };

/** The parser comes with the first reply; until then, and where a page cannot load it, the text stands in its lines. */
let parser: typeof Markdown | undefined;

/** A reply: Markdown as elements, and citations as buttons that open their source. Never HTML. */
export function ReplyText({ text, cited, onCite }: Props) {
  const { say } = useContext(WordsContext);
  const Shown = useParser();
  const inText = (plain: string) => withCitations(plain, cited, onCite, (n) => say('source', { n }));
  if (Shown) return <Shown text={text} inText={inText} />;
  const paragraphs = text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '');
  return paragraphs.map((paragraph, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs only ever grow at the end.
    <p key={index} className="as-typed">
      {inText(paragraph)}
    </p>
  ));
}

function useParser(): typeof Markdown | undefined {
  const [, setLoaded] = useState(parser !== undefined);
  useEffect(() => {
    if (parser) return;
    import('./markdown/Markdown.tsx').then(
      (module) => {
        parser = module.Markdown;
        setLoaded(true);
      },
      () => undefined,
    );
  }, []);
  return parser;
}

/** What is read aloud and copied: the reply without citation marks and the signs of Markdown. */
export function plainText(text: string): string {
  return text
    .replace(CITATION, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(#{1,6}|[-*+]|>|\d+\.)\s+/gm, '')
    .replace(/^\s*[|: -]+\|\s*$/gm, '')
    .replace(/(\*\*|__|~~|`)/g, '')
    .replace(/\s*\|\s*/g, ' ')
    .trim();
}

function withCitations(
  text: string,
  cited: ReadonlySet<number>,
  onCite: (number: number) => void,
  label: (number: string) => string,
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
        aria-label={label(String(number))}
        onClick={() => onCite(number)}
      >
        {number}
      </button>,
    );
  }
  return [...nodes, text.slice(end)];
}

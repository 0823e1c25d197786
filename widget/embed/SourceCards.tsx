import { type Ref, useContext, useId } from 'react';
import type { Source } from '../../server/contract/index.ts';
import { Icon } from './Icon.tsx';
import { WordsContext } from './i18n/words.ts';

type Props = {
  ref: Ref<HTMLUListElement>;
  sources: readonly Source[];
  /** The number of the one that shows its passage. */
  opened: number | undefined;
  onToggle(number: number): void;
};

export function SourceCards({ ref, sources, opened, onToggle }: Props) {
  const { say } = useContext(WordsContext);
  return (
    <ul className="sources" part="sources" ref={ref} aria-label={say('sources')}>
      {sources.map((source) => (
        <SourceCard
          key={source.number}
          source={source}
          open={opened === source.number}
          onToggle={() => onToggle(source.number)}
        />
      ))}
    </ul>
  );
}

function SourceCard({ source, open, onToggle }: { source: Source; open: boolean; onToggle(): void }) {
  const { say } = useContext(WordsContext);
  const id = useId();
  const [title = say('source', { n: String(source.number) }), ...headings] = source.titlePath;
  return (
    <li className="source">
      <button
        type="button"
        data-number={source.number}
        aria-expanded={open}
        aria-controls={id}
        onClick={onToggle}
      >
        <span className="number">{source.number}</span>
        <span className="title" dir="auto">
          {title}
          {headings.length > 0 && <small>{headings.join(' › ')}</small>}
        </span>
        <Icon name="open" />
      </button>
      <div id={id} hidden={!open} className="passage">
        <blockquote className="passage-text" dir="auto">
          {source.text}
        </blockquote>
        {source.url && /^https?:/.test(source.url) && (
          <a href={source.url} target="_blank" rel="noopener nofollow noreferrer">
            {say('openPage')}
          </a>
        )}
      </div>
    </li>
  );
}

type Props = {
  now: number | null;
  before: number | null;
  /** Without a sign. */
  say(value: number): string;
  better: 'more' | 'less' | undefined;
};

/** How much more or less than before; the sign tells it, the colour only whether that is good. */
export function Change({ now, before, say, better }: Props) {
  if (now === null || before === null) return null;
  const by = now - before;
  if (say(Math.abs(by)) === say(0)) return <span className="insight-change">±{say(0)}</span>;
  const isMore = by > 0;
  const tone = better === undefined ? 'none' : isMore === (better === 'more') ? 'good' : 'bad';
  return (
    <span className="insight-change" data-tone={tone}>
      {isMore ? '+' : '−'}
      {say(Math.abs(by))}
    </span>
  );
}

import { useRef, useState } from 'react';
import type { Lesson } from '../../queries/lessons.ts';

export type ReviewQueue = {
  /** Undefined when the last one has been read. */
  current: Lesson | undefined;
  /** From 1. */
  place: number;
  count: number;
  approved: number;
  retired: number;
  decide(lesson: Lesson): void;
  skip(): void;
  back: (() => void) | undefined;
};

/** The drafts as they were when the page was opened, in that order, so that nothing jumps while somebody reads. */
export function useReviewQueue(drafts: readonly Lesson[]): ReviewQueue {
  const order = useRef<string[]>([]);
  const [decided, setDecided] = useState<ReadonlyMap<string, Lesson>>(new Map());
  const [at, setAt] = useState(0);
  const known = new Map(drafts.map((lesson) => [lesson.id, lesson]));
  for (const { id } of drafts) if (!order.current.includes(id)) order.current.push(id);
  const ids = order.current.filter((id) => known.has(id) || decided.has(id));
  const id = ids[at];
  const states = [...decided.values()].map(({ state }) => state);
  return {
    current: id === undefined ? undefined : (decided.get(id) ?? known.get(id)),
    place: Math.min(at + 1, ids.length),
    count: ids.length,
    approved: states.filter((state) => state === 'approved').length,
    retired: states.filter((state) => state === 'retired').length,
    decide(lesson) {
      setDecided((before) => new Map(before).set(lesson.id, lesson));
      setAt(at + 1);
    },
    skip: () => setAt(at + 1),
    back: at === 0 ? undefined : () => setAt(at - 1),
  };
}

import type { Lesson } from '../lessons/types.ts';
import type { Scene } from './scene.ts';
import { REPLAY_VERSION, SYNTHESIS_VERSIONS } from './synthesis-versions.ts';
import type { BaseModel, DataManifest, DataRecipe, DroppedRow, KeptRow, TeacherRecord } from './types.ts';
import { isRefusal } from './write-row.ts';

/** Fewer answers teach the model nothing but their own words. */
const MIN_ANSWERS = 20;
/** From here on, what is dropped says more about the lessons than what is kept. */
const MUCH_DROPPED = 0.3;
const MIN_LESSONS_TO_JUDGE = 5;
const NAMED = 3;

type Input = {
  scene: Scene;
  recipe: DataRecipe;
  lessons: readonly Lesson[];
  kept: readonly KeptRow[];
  /** Judged replies, which are learned by themselves. */
  thumbs: readonly KeptRow[];
  dropped: readonly DroppedRow[];
  contradictions: readonly string[];
  /** Lessons for whose sake there are no exercises. */
  ownManner: number;
  /** Plain answers that the set may hold, and lessons for which none was left. */
  room: { answers: number; crowdedOut: number };
  base: BaseModel;
  /** Rows of the model's own general answers that the recipe asks for. */
  replayWanted: number;
  teacher?: TeacherRecord | undefined;
};

/** What a set holds, and what is wrong with it in words staff understand. */
export function judgeSet(input: Input): DataManifest {
  const {
    scene,
    recipe,
    lessons,
    kept,
    thumbs,
    dropped,
    contradictions,
    ownManner,
    room,
    base,
    replayWanted,
    teacher,
  } = input;
  const own = kept.filter(({ part }) => part !== 'replay' && part !== 'exercise');
  const replayed = kept.filter(({ part, split }) => part === 'replay' && split === 'train').length;
  const { id, sha256 } = scene.embedder.identity();
  const heldOut = kept.filter(({ split }) => split === 'held-out').length;
  return {
    seed: scene.seed,
    recipe,
    kept: countParts([...kept, ...thumbs]),
    dropped: dropped.length,
    train: kept.length - heldOut,
    heldOut,
    characters: kept.reduce(
      (sum, { messages }) => sum + messages.reduce((all, { content }) => all + content.length, 0),
      0,
    ),
    indexVersion: scene.indexVersion,
    settingsVersion: scene.settingsVersion,
    embedder: { id, sha256 },
    base: { id: base.id, sha256: base.sha256 },
    synthesis: replayWanted === 0 ? SYNTHESIS_VERSIONS : { ...SYNTHESIS_VERSIONS, replay: REPLAY_VERSION },
    ...(teacher === undefined ? {} : { teacher }),
    lessonIds: lessons.map((lesson) => lesson.id).sort(),
    problems: problemsOf({ scene, lessons, kept: own, dropped }),
    notes: [
      ...notesOf({ lessons, kept: own, dropped, contradictions, room }),
      ...notesOnExercises(ownManner),
      ...notesOnReplay(replayed, replayWanted),
    ],
  };
}

function problemsOf({
  scene,
  lessons,
  kept,
  dropped,
}: Pick<Input, 'scene' | 'lessons' | 'kept' | 'dropped'>): string[] {
  if (scene.pages.all.length === 0) {
    return [
      'This bot has no documents to answer from. Add its help pages first; lessons are taught together with them.',
    ];
  }
  const answers = kept.filter(({ part }) => !isRefusal(part)).length;
  if (answers >= MIN_ANSWERS) return [];
  const why = commonReasons(dropped.filter(({ lessonId }) => lessonId !== undefined));
  if (lessons.length === 0 && answers === 0) {
    return [
      'There are no approved lessons and nothing that could be made of the documents. Add lessons, or approve those that wait.',
    ];
  }
  return [
    `Only ${answers} examples of an answer could be made of ${lessons.length} approved lessons and the documents; at least ${MIN_ANSWERS} are needed.${why}`,
  ];
}

function notesOf({
  lessons,
  kept,
  dropped,
  contradictions,
  room: { answers, crowdedOut },
}: Pick<Input, 'lessons' | 'kept' | 'dropped' | 'contradictions' | 'room'>): string[] {
  const notes: string[] = [];
  if (crowdedOut > 0) {
    notes.push(
      `There was no room for ${crowdedOut} of ${lessons.length} lessons: a run learns ${answers} answers at most, and the newest lessons come first. Retire those that are not needed any more.`,
    );
  }
  const lost = lostLessons(lessons, kept, dropped);
  if (lessons.length >= MIN_LESSONS_TO_JUDGE && lost.length / lessons.length > MUCH_DROPPED) {
    notes.push(`${lost.length} of ${lessons.length} lessons could not be used.${commonReasons(lost)}`);
  }
  if (contradictions.length > 0) {
    const named = contradictions.slice(0, NAMED).join('; ');
    notes.push(
      `${contradictions.length} ${contradictions.length === 1 ? 'lesson contradicts' : 'lessons contradict'} another; none of either is taught until one is retired: ${named}.`,
    );
  }
  if (kept.length > 0 && kept.every(({ split }) => split === 'train')) {
    notes.push(
      'Too few documents share all examples between them, so that none could be held out: the run cannot tell when to stop early.',
    );
  }
  return notes;
}

function notesOnExercises(ownManner: number): string[] {
  if (ownManner === 0) return [];
  return [
    `Exercises are left out: they teach to say what pages say, and the ${ownManner} lessons that can be used word it in a way of their own.`,
  ];
}

function notesOnReplay(made: number, wanted: number): string[] {
  if (made >= wanted) return [];
  return [
    `Only ${made} of ${wanted} general requests could be answered by the untuned model; the share is smaller than was asked for.`,
  ];
}

function lostLessons(
  lessons: readonly Lesson[],
  kept: readonly KeptRow[],
  dropped: readonly DroppedRow[],
): DroppedRow[] {
  const used = new Set(kept.map(({ lessonId }) => lessonId));
  const unused = new Set(lessons.map(({ id }) => id).filter((id) => !used.has(id)));
  const first = new Map<string, DroppedRow>();
  for (const row of dropped) {
    if (row.lessonId !== undefined && unused.has(row.lessonId) && !first.has(row.lessonId))
      first.set(row.lessonId, row);
  }
  return [...first.values()];
}

/** ` Most often: … (12 times).` */
function commonReasons(dropped: readonly DroppedRow[]): string {
  const counts = Map.groupBy(dropped, ({ reason }) => reason.replace(/"[^"]*"/g, '…').replace(/:.*$/, ''));
  const named = [...counts]
    .sort((one, other) => other[1].length - one[1].length)
    .slice(0, NAMED)
    .map(([reason, rows]) => `${reason} (${rows.length})`);
  return named.length === 0 ? '' : ` Most often: ${named.join('; ')}.`;
}

function countParts(kept: readonly KeptRow[]): DataManifest['kept'] {
  const counts: DataManifest['kept'] = {};
  for (const { part } of kept) counts[part] = (counts[part] ?? 0) + 1;
  return counts;
}

import { createHash } from 'node:crypto';
import { systemClock } from '../../server/base/index.ts';
import { pullModel } from '../../server/models/index.ts';
import type { Store } from '../../server/store/index.ts';
import { type Example, openTrainer, type Recipe, type TeachDeps } from '../../server/tuning/index.ts';
import { fakeStages, roomyMachine } from './fake-teaching.ts';
import { silentLog } from './store.ts';
import { tinyGgufDeps } from './tiny-folder.ts';
import { teachableTinyLlama } from './tiny-gguf.ts';

type TinyTeachingInput = {
  store: Store;
  dataDir: string;
  /** Told of the process that trains, and of the adapter that came of it. */
  say: (line: string) => void;
  /** Whether corrections are there to learn: the words that it was taught, instead of the letter l. */
  hasCorrections?: boolean;
  /** Whether replies are there that people judged: they liked the words that it was taught, and not the letter l. */
  hasThumbs?: boolean;
};

/** Teaching with the real trainer on a tiny model, which learns to say words backwards; everything else is a fake. */
export async function tinyTeaching({
  store,
  dataDir,
  say,
  hasCorrections = false,
  hasThumbs = false,
}: TinyTeachingInput): Promise<TeachDeps> {
  const models = tinyGgufDeps(dataDir, teachableTinyLlama(), 64);
  const base = await pullModel(models, { id: 'tiny' });
  return {
    store,
    clock: systemClock,
    log: silentLog,
    dataDir,
    baseModel: 'tiny',
    threads: 1,
    machine: roomyMachine,
    stages: {
      ...fakeStages().stages,
      findBase: async () => base,
      openBase: async () => base,
      readRows: async () => ({ train: tinyWords('abcdefghijklm', 3), heldOut: tinyWords('nopq', 2) }),
      planPreferences: async ({ recipe }) =>
        hasCorrections
          ? { plan: { ...CORRECTIONS, recipe: gently(recipe) }, notes: ['Corrections.'] }
          : { notes: [] },
      readPreferences: async () => ({
        train: tinyWords('abcdefghijklm', 3).map(corrected),
        heldOut: tinyWords('nopq', 3).map(corrected),
      }),
      planThumbs: async ({ recipe }) =>
        hasThumbs ? { plan: { ...THUMBS, recipe: weighing(recipe) }, notes: ['Thumbs.'] } : { notes: [] },
      readThumbs: async () => ({
        train: tinyWords('abcdefghijklm', 3).map(judged),
        heldOut: tinyWords('nopqr', 3).map(judged),
      }),
      async openTrainer() {
        const trainer = await openTrainer({ log: silentLog, models, measureMs: 0, checkpointEveryMs: 100 });
        say(`trainer ${trainer.pid()}`);
        return trainer;
      },
      async createVersion({ adapter }) {
        say(`adapter ${createHash('sha256').update(adapter).digest('hex')}`);
        return { versionId: 'version_1' };
      },
    },
  };
}

const CORRECTIONS = { train: Array.from({ length: 11 }, (_, at) => `t${at}`), heldOut: ['h0', 'h1'] };

function gently(recipe: Recipe): Recipe {
  const objective = { kind: 'preference', beta: 0.5, supervisedShare: 0.2 } as const;
  return { ...recipe, epochs: 30, learningRate: 0.002, objective };
}

const THUMBS = { train: CORRECTIONS.train, heldOut: ['h0', 'h1', 'h2'] };

function weighing(recipe: Recipe): Recipe {
  const objective = { kind: 'judgement', beta: 0.5, counts: { liked: 6, disliked: 5 } } as const;
  return { ...recipe, epochs: 30, learningRate: 0.002, objective };
}

function judged(example: Example, at: number): Example {
  const liked = at % 2 === 0;
  const answer = { role: 'assistant', content: 'lll' } as const;
  const messages = liked ? example.messages : [...example.messages.slice(0, -1), answer];
  return { id: `judged ${example.id}`, messages, liked };
}

function corrected(example: Example): Example {
  return { ...example, id: `corrected ${example.id}`, rejected: 'lll' };
}

/** Words of the alphabet, each to be said backwards. */
export function tinyWords(letters: string, length: number): Example[] {
  return Array.from({ length: letters.length - length + 1 }, (_, at) => {
    const word = letters.slice(at, at + length);
    const messages: Example['messages'] = [
      { role: 'user', content: word },
      { role: 'assistant', content: [...word].reverse().join('') },
    ];
    return { id: word, messages };
  });
}

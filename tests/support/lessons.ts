import { updateBotSettings } from '../../server/bots/index.ts';
import type { LessonDeps } from '../../server/tuning/index.ts';
import { handClock } from './clock.ts';
import { insertBotWithPassages } from './rows.ts';
import type { OpenTestStore } from './store.ts';

const SETTINGS = { organisation: 'Shop', greeting: 'Hello!', refusal: 'No.', handoffMessage: 'One moment.' };

/** A store with the bot `bot`, whose one document `help.md` tells its contacts. Use with `await using`. */
export async function openTestLessons(open: OpenTestStore): Promise<LessonDeps & AsyncDisposable> {
  const store = await open();
  const text = 'Write to help@shop.example or volunteer@alderbrooklibrary.example, or call 01632 960 420.';
  await insertBotWithPassages(store, 'bot', [{ id: 'p1', text }]);
  const clock = handClock(5);
  await updateBotSettings({ store, clock }, { actor: 'system:test', botId: 'bot', changes: SETTINGS });
  return { store, clock, [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() };
}

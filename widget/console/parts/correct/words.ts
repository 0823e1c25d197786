import { msg } from '../../i18n/t.ts';
import type { CorrectionRoute } from '../../queries/corrections.ts';

type RouteWords = { name: string; what: string; when: string };

/** Where a correction can go, in the order of their offer. */
export const ROUTE_WORDS: Record<CorrectionRoute, RouteWords> = {
  fact: {
    name: msg('A fact'),
    what: msg('It is added to your knowledge, in the document “Corrections”. The bot answers from it.'),
    when: msg('Counts with the next question.'),
  },
  approved: {
    name: msg('An approved answer'),
    what: msg('The bot says your words, and no others, whenever somebody asks this.'),
    when: msg('Counts with the next question.'),
  },
  lesson: {
    name: msg('A lesson'),
    what: msg('The facts were right, but not how it said them. The bot is taught to answer like this.'),
    when: msg('Counts after the lesson is approved and the bot was taught.'),
  },
};

export const ROUTES = Object.keys(ROUTE_WORDS) as CorrectionRoute[];

const CITATION = /\s*\[\d+\]/g;

/** An answer as somebody would write it: without the numbers of its sources. */
export function withoutNumbers(text: string): string {
  return text.replace(CITATION, '').trim();
}

import { invariant } from '../base/index.ts';
import type { Passport } from '../contract/index.ts';

/**
 * One passport for a message whose questions were answered one after the other: that of the first that was answered, with
 * everything found, used, cited and checked for all, how each was decided, and unsure where one of them is. Each had a prompt of
 * its own, so that none is named.
 */
export function joinPassports(question: string, passports: readonly Passport[], totalMs: number): Passport {
  const main = passports.find(({ decision }) => decision.outcome === 'answer') ?? passports[0];
  invariant(main !== undefined, 'a message has a question');
  const { prompt: _, ...rest } = main;
  const reasons = passports.map(({ decision }, index) => `question ${index + 1}: ${decision.reason}`);
  const written = passports.flatMap(({ generated }) => generated ?? []);
  const tokens = written.reduce((sum, item) => sum + item.tokens, 0);
  const [model] = passports.flatMap((passport) => passport.model ?? []);
  const [ranker] = passports.flatMap((passport) => passport.ranker ?? []);
  const firstSentence = passports.find((passport) => 'firstSentence' in passport.timingsMs)?.timingsMs[
    'firstSentence'
  ];
  return {
    ...rest,
    question,
    searched: passports.map(({ searched }) => searched).join(' | '),
    decision: { ...main.decision, reason: reasons.join('; ') },
    ...(passports.some(({ unsure }) => unsure) && { unsure: true }),
    parts: passports.map(partOf),
    found: joinFound(passports.flatMap(({ found }) => found)),
    checks: passports.flatMap(({ checks }) => checks),
    ...(model !== undefined && { model }),
    ...(ranker !== undefined && { ranker }),
    ...(written.length > 0 && { generated: { tokens, reason: written.at(-1)?.reason ?? 'stop' } }),
    timingsMs: {
      ...main.timingsMs,
      total: totalMs,
      ...(firstSentence !== undefined && { firstSentence }),
    },
  };
}

type Part = NonNullable<Passport['parts']>[number];

function partOf({ question, kind, decision, unsure }: Passport): Part {
  return { question, kind, decision, ...(unsure && { unsure }) };
}

type Found = Passport['found'][number];

/** Each passage once, with its better scores. */
function joinFound(found: readonly Found[]): Found[] {
  const byId = new Map<string, Found>();
  for (const item of found) {
    const known = byId.get(item.passageId);
    byId.set(item.passageId, {
      ...(known === undefined || item.score > known.score ? item : known),
      used: item.used || (known?.used ?? false),
      cited: item.cited || (known?.cited ?? false),
    });
  }
  return [...byId.values()].toSorted((one, other) => other.score - one.score);
}

import type { Estimate } from '../evaluation/estimate.ts';
import type { Comparison } from './comparison.ts';
import { answererOf } from './judge.ts';
import { primaryMeasure } from './primary.ts';
import { standsOn } from './stands-on.ts';
import type {
  AnswererReport,
  Check,
  ComparedItem,
  ComparisonReport,
  Opponent,
  Role,
  Verdict,
  VerdictName,
} from './types.ts';

/** Enough to see what changed, few enough to read. */
const SHOWN = 5;
const MAX_ANSWER_CHARS = 600;
/** A smaller change of a question's figure is no change to a reader. */
const NOTICEABLE = 0.02;

const HEADLINES: Record<VerdictName, string> = {
  better: 'Better',
  'not-better': 'Not better',
  'not-enough-tests': 'Not enough tests to tell',
};

const ROLES: Record<Role, string> = {
  candidate: 'candidate',
  untuned: 'untuned',
  release: 'release',
  extractive: 'quotes',
};

const MEASURES = [
  'ROUGE-L',
  'chrF',
  'key facts',
  'groundedness',
  'citation precision',
  'refusal recall',
  'false refusals',
  'ROUGE-L, own words',
  'chrF, own words',
  'key facts, own words',
  'groundedness, own words',
  'cut off or looping, own words',
  'empty, own words',
  'words',
  'share model',
  'share model with a line below',
  'share quote',
  'share refusal',
] as const;

/** A comparison as Markdown: verdict, measures, and the questions whose answers changed most, side by side. */
export function formatComparison(comparison: Comparison): string {
  const { report, verdict } = comparison;
  if (report === null || verdict === null) {
    return `# Comparison ${comparison.id}\n\nThere is no result: the comparison is ${comparison.state}. ${comparison.reason ?? ''}\n`;
  }
  return [
    `# ${headlineOf(comparison, verdict)}: ${comparison.candidate}`,
    verdict.reasons.map((reason) => `- ${reason}`).join('\n'),
    `Asked ${standsOn(comparison)} (${comparison.questionHash.slice(0, 12)}), the same passages for everybody, ${Math.round(report.elapsedMs / 1000)} s.`,
    '## Requirements',
    table(
      ['', 'requirement', 'asked for', 'measured'],
      verdict.checks.map((check) => [markOf(check), check.name, check.required, check.measured]),
    ),
    '## Measures',
    'Mean and 95 % interval. “Own words” are what the model wrote before any check; all else is what visitors see.',
    measureTable(report),
    ...differenceTables(report),
    ...changedQuestions(report),
    '',
  ].join('\n\n');
}

function headlineOf({ settings: { split } }: Comparison, { verdict }: Verdict): string {
  return `${HEADLINES[verdict]}${split === 'dev' ? ', on practice tests only' : ''}`;
}

function markOf({ passed, counts }: Check): string {
  if (!counts)
    return passed === true
      ? 'yes (for information)'
      : passed === null
        ? '? (for information)'
        : 'no (for information)';
  return passed === null ? '?' : passed ? 'yes' : 'no';
}

function nameOf({ roles }: AnswererReport): string {
  return roles.map((role) => ROLES[role]).join(' = ');
}

function measureTable({ answerers }: ComparisonReport): string {
  const rows = MEASURES.map((name) => [
    name,
    ...answerers.map(({ measures }) => told(measures[name] ?? null)),
  ]);
  const latency = answerers.map(({ firstSentenceMs: ms }) =>
    ms === null ? '–' : `${Math.round(ms.p50)} / ${Math.round(ms.p95)} ms`,
  );
  return table(['measure', ...answerers.map(nameOf)], [...rows, ['first sentence, p50 / p95', ...latency]]);
}

function differenceTables({ differences }: ComparisonReport): string[] {
  return differences.flatMap(({ opponent, differences: byMeasure }) => [
    `## Candidate minus ${ROLES[opponent]}, question by question`,
    table(
      ['measure', 'difference', 'ahead', 'level', 'behind'],
      Object.entries(byMeasure)
        .filter(([, { estimate }]) => estimate !== null)
        .map(([name, { estimate, ahead, level, behind }]) => [
          name,
          told(estimate, signed),
          ...[ahead, level, behind].map(String),
        ]),
    ),
  ]);
}

type Changed = { item: ComparedItem; other: ComparedItem; change: number };

/** Against the release where it is another model, else the untuned one, else plain quotes. */
function changedQuestions({ answerers }: ComparisonReport): string[] {
  const candidate = answererOf(answerers, 'candidate');
  const other = (['release', 'untuned', 'extractive'] as const)
    .map((role: Opponent) => answererOf(answerers, role))
    .find((report) => report !== undefined && report !== candidate);
  if (candidate === undefined || other === undefined) return [];
  const primary = primaryMeasure(candidate);
  const others = new Map(other.items.map((item) => [item.id, item]));
  const changed: Changed[] = candidate.items.flatMap((item) => {
    const opposite = others.get(item.id);
    return opposite === undefined
      ? []
      : [{ item, other: opposite, change: scoreOf(item, primary) - scoreOf(opposite, primary) }];
  });
  const sorted = changed.toSorted((one, another) => another.change - one.change);
  const unchanged = changed.filter(({ change }) => Math.abs(change) <= NOTICEABLE);
  const against = nameOf(other);
  return [
    ...section(
      'Most improved',
      sorted.filter(({ change }) => change > NOTICEABLE),
      against,
    ),
    ...section('Most worsened', sorted.filter(({ change }) => change < -NOTICEABLE).reverse(), against),
    ...section('Unchanged', unchanged, against),
  ];
}

/** Where there is nothing to be like, being right about declining is what counts. */
function scoreOf(item: ComparedItem, primary: 'ROUGE-L' | 'key facts'): number {
  const isDeclined = item.declinedBy !== null;
  if (item.answerable === false) return Number(isDeclined);
  return (primary === 'ROUGE-L' ? item.rougeL : item.keyFacts) ?? item.keyFacts ?? Number(!isDeclined);
}

function section(title: string, changed: readonly Changed[], against: string): string[] {
  if (changed.length === 0) return [`## ${title}: none`];
  const shown = Math.min(SHOWN, changed.length);
  return [
    `## ${title}: ${changed.length}${shown < changed.length ? `, of which ${shown} are shown` : ''}`,
    ...changed
      .slice(0, SHOWN)
      .flatMap(({ item, other, change }) => [
        `### ${plain(item.question)} (${signed(change)})`,
        table(
          ['', 'answer', 'kind', 'ROUGE-L', 'key facts'],
          [
            ...(item.reference === null ? [] : [['ideal', item.reference, '', '', '']]),
            answerRow(against, other),
            answerRow('candidate', item),
          ],
        ),
      ]),
  ];
}

function answerRow(name: string, { answer, kind, declinedBy, rougeL, keyFacts }: ComparedItem): string[] {
  const how =
    declinedBy === null ? kind : `${kind}, by ${declinedBy === 'code' ? 'the threshold' : 'the model'}`;
  return [name, answer, how, ...[rougeL, keyFacts].map((figure) => figure?.toFixed(2) ?? '–')];
}

function told(estimate: Estimate, show: (value: number) => string = (value) => value.toFixed(3)): string {
  return estimate === null
    ? '–'
    : `${show(estimate.value)} (${show(estimate.low)} to ${show(estimate.high)})`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map(plain))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Answers are anybody's text: they may not break out of their cell. */
function plain(text: string): string {
  const line = text.slice(0, MAX_ANSWER_CHARS).replace(/\s+/g, ' ').trim();
  return line.replace(/[\\`*_<>|[\]#]/g, (mark) =>
    mark === '<' ? '&lt;' : mark === '>' ? '&gt;' : `\\${mark}`,
  );
}

import { AppError } from '../../base/index.ts';
import { type CatalogueEntry, getCatalogueEntry } from '../../models/index.ts';
import type { Store } from '../../store/index.ts';
import { listComparisons } from '../gate/get-comparison.ts';
import { countOf, onTests, practiceLast } from '../gate/stands-on.ts';
import { getRun } from '../runs/get-run.ts';
import { getVersion } from './get-version.ts';
import { frontMatter, markdownTable } from './markdown.ts';
import { listReleases, type Release } from './release-row.ts';
import type { Version, VersionId } from './types.ts';

type Deps = { store: Store; catalogue?: readonly CatalogueEntry[] };

const LIMITS = [
  'It words what help pages say. Asked without passages in its prompt it invents; Foyer never asks it so.',
  'It was taught for one organisation and one kind of question; what it says elsewhere was not looked at.',
  'It is a small model at 8 bits. The checks of Foyer take out sentences that the passages do not support; nothing else does.',
];

const FORGETTING =
  'What it forgot, on general requests kept aside: the mean loss by token of what the untuned model says to them, of that model itself ' +
  'and of this one (before the 8 bits).';

const CORRECTIONS_TOLD =
  'Then it learned from corrections what to say instead of what it had said (direct preference optimisation). `margin`: by how much ' +
  'more than before the right answer is preferred on those kept aside, as a log-probability.';

const THUMBS_TOLD =
  'Last it learned from thumbs of visitors and marks of staff on replies that the model had worded (Kahneman-Tversky optimisation). ' +
  '`margin`: by how much more than before liked answers are likelier than disliked ones on those kept aside, as a log-probability.';

/**
 * What a version is, what it was made of and what the gate found, as Markdown with the front matter of the Hugging Face
 * hub. Everything in it is read from the record; what was not measured is said to be missing.
 * @throws AppError `not_found`
 */
export async function getModelCard(deps: Deps, id: VersionId): Promise<string> {
  const version = await getVersion(deps, id);
  const base = findEntry(version.base.id, deps.catalogue);
  return [
    frontMatter({
      license: base?.licence.toLowerCase() ?? 'other',
      base_model: repositoryOf(base) ?? version.base.id,
      language: base?.languages ?? [],
      library_name: 'foyer',
      pipeline_tag: 'text-generation',
      tags: ['foyer', 'lora', 'customer-service'],
    }),
    `# ${version.id}`,
    `A version of ${base?.name ?? version.base.id} for the bot "${version.botId}". State: ${version.state}.`,
    '## Made of',
    markdownTable(['what', 'value'], madeOf(version, base)),
    '## Recipe',
    recipeSection(version),
    '## When it answers',
    decisionSection(version),
    '## Run',
    await runSection(deps, version),
    '## Gate',
    await gateSection(deps, id),
    '## Limits',
    LIMITS.map((limit) => `- ${limit}`).join('\n'),
    '',
  ].join('\n\n');
}

function madeOf(version: Version, base: CatalogueEntry | undefined): string[][] {
  return [
    ['base model', version.base.id],
    ['licence of the base model', base?.licence ?? 'unknown'],
    ['base weights (SHA-256)', version.base.sha256],
    ['served files (SHA-256)', version.sha256],
    [
      'adapter',
      `LoRA, rank ${version.rank}, alpha ${version.alpha}, ${version.adapterBytes} bytes, merged in float32, stored at 8 bits`,
    ],
    ['data set', version.dataSetId ?? 'not taught here'],
    ['author', version.author],
    ['made', new Date(version.createdAt).toISOString()],
  ];
}

function recipeSection({ recipe }: Version): string {
  if (recipe === null) return 'The adapter was not trained here; its recipe is not known.';
  const { preference, thumbs, forgetting, ...supervised } = recipe;
  const lessons = [
    settingsTable(supervised),
    ...(forgetting ? [FORGETTING, settingsTable(forgetting)] : []),
  ].join('\n\n');
  return [
    lessons,
    ...(preference
      ? [CORRECTIONS_TOLD, settingsTable(preference)]
      : ['No corrections were learned as preferences.']),
    ...(thumbs ? [THUMBS_TOLD, settingsTable(thumbs)] : ['Thumbs were not learned from.']),
  ].join('\n\n');
}

function decisionSection({ decision }: Version): string {
  if (decision === null) return 'It decides whether to answer as the bot does without it.';
  const { questions, declinedBefore, declinedAfter } = decision;
  return (
    `By coefficients fitted on the ${questions} questions that its lessons answer: of these the bot declined ${percent(declinedBefore)} ` +
    `before, and ${percent(declinedAfter)} since (cross-validation by document).`
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}

function settingsTable(settings: object): string {
  const rows = Object.entries(settings).map(([name, value]) => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
  return markdownTable(['setting', 'value'], rows);
}

async function runSection(deps: Deps, version: Version): Promise<string> {
  if (version.runId === null) return 'No run is recorded.';
  const run = await getRun(deps, { runId: version.runId }).catch(missingIsUndefined);
  if (run === undefined) return `The record of the run ${version.runId} was deleted.`;
  const { estimate, progress, notes } = run;
  const rows = [
    ['run', run.id],
    ['started by', run.createdBy],
    ['adapter taken after step', version.step === null ? 'unknown' : String(version.step)],
    ['loss on held-out rows', version.heldOutLoss?.toFixed(4) ?? 'none'],
    ['rows', estimate === null ? 'unknown' : `${estimate.rows} learned, ${estimate.heldOutRows} held out`],
    ['steps', progress === null ? 'unknown' : String(progress.steps)],
    ['tokens a second', progress?.tokensPerSecond?.toFixed(0) ?? 'unknown'],
  ];
  return [markdownTable(['what', 'value'], rows), ...notes.map((note) => `- ${note}`)].join('\n\n');
}

async function gateSection(deps: Deps, { botId, versionId }: VersionId): Promise<string> {
  const comparisons = await listComparisons(deps, { botId, candidate: versionId });
  const done = comparisons.filter(({ state, verdict }) => state === 'done' && verdict !== null);
  const [judged] = done.toSorted(practiceLast);
  if (!judged?.verdict) return 'It was not compared with anything yet.';
  const { verdict, reasons, checks } = judged.verdict;
  const rows = checks.map(({ name, required, measured, passed }) => [
    name,
    required,
    measured,
    passed === null ? 'cannot tell' : passed ? 'yes' : 'no',
  ]);
  const releases = (await listReleases(deps, { botId })).filter((release) => release.versionId === versionId);
  return [
    `Verdict: **${verdict.replaceAll('-', ' ')}**, ${onTests(judged.settings.split, countOf(judged))} (${judged.id}). ${reasons.join(' ')}`,
    ...releases.map(releaseLine),
    markdownTable(['check', 'required', 'measured', 'passed'], rows),
  ].join('\n\n');
}

function releaseLine({ number, createdAt, gate, overrideReason }: Release): string {
  const since = `- Release ${number}, ${new Date(createdAt).toISOString()}, rests on`;
  const basis =
    gate === null
      ? 'no comparison'
      : `${gate.comparisonId} (${gate.verdict.replaceAll('-', ' ')}, ${onTests(gate.split, gate.questions)})`;
  return `${since} ${basis}${overrideReason === null ? '' : `, published all the same: ${overrideReason}`}.`;
}

function findEntry(id: string, catalogue?: readonly CatalogueEntry[]): CatalogueEntry | undefined {
  try {
    return getCatalogueEntry(id, catalogue);
  } catch (thrown) {
    return missingIsUndefined(thrown);
  }
}

function repositoryOf(base: CatalogueEntry | undefined): string | undefined {
  return base?.sources.flatMap((source) => (source.kind === 'hub' ? [source.repository] : []))[0];
}

function missingIsUndefined(thrown: unknown): undefined {
  if (thrown instanceof AppError && thrown.code === 'not_found') return undefined;
  throw thrown;
}

import { findModel, loadPromptHash, type ModelFolder, pullModel } from '../../models/index.ts';
import { recipeWithReplay } from '../data/default-recipe.ts';
import { makeDataSet } from '../data/make-data-set.ts';
import { readTrainingRows } from '../data/read-data-set.ts';
import { fitDecisionOnLessons } from '../decision/fit-on-lessons.ts';
import { type ExerciseDeps, exercisesFor } from '../exercises/exercises-for.ts';
import type { CompareDeps } from '../gate/compare-deps.ts';
import { compareVersions } from '../gate/compare-versions.ts';
import { openUntuned } from '../gate/open-untuned.ts';
import type { Verdict, VerdictName } from '../gate/types.ts';
import { checkLessons } from '../lessons/check-lessons.ts';
import { listLessons } from '../lessons/list-lessons.ts';
import { planPreferenceStep, readPreferenceRows } from '../preference/prepare-step.ts';
import { allTestQuestions } from '../test-questions/list-test-questions.ts';
import { planThumbs, readPlannedThumbs, requireThumbs } from '../thumbs/plan-thumbs.ts';
import type { JudgedReply } from '../thumbs/types.ts';
import { openTrainer } from '../training/open-trainer.ts';
import { createVersion } from '../versions/create-version.ts';
import type { VersionDeps } from '../versions/types.ts';
import type { TeachStages } from './teach-deps.ts';

export type BindDeps = VersionDeps &
  Pick<ExerciseDeps, 'readExercises'> & {
    comparing: CompareDeps;
    /** Replies that the model worded and people judged, the newest first. */
    listJudgedReplies(botId: string): Promise<readonly JudgedReply[]>;
    /** Catalogue id of the model that serves bots without a version of their own, and its precision. */
    baseModel: string;
    precision: ModelFolder['precision'];
  };

/** The parts of teaching as this installation has them. */
export function bindTeachStages(deps: BindDeps): TeachStages {
  const { models, log, comparing } = deps;
  const base = { id: deps.baseModel, precision: deps.precision };
  return {
    async findLessonProblems(botId) {
      const { findings } = await checkLessons(deps, { botId, state: 'approved' });
      if (!findings.some(({ kind }) => kind === 'empty')) return [];
      const { total } = await listLessons(deps, { botId, state: 'draft', limit: 1 });
      return [
        total === 0
          ? 'This bot has no lessons. Write some, or bring them in with "foyer lessons import", and approve them.'
          : `None of the lessons of this bot is approved, and ${total} wait for it. Approve them first, for instance with "foyer lessons approve --all".`,
      ];
    },
    findBase: () => findModel(models, base),
    openBase: (signal) => pullModel(models, base, signal),
    async assemble({ exercises, replay, thumbs, ...input }, signal) {
      const sha256 = (await findModel(models, base))?.manifest.source.sha256 ?? null;
      const { botId } = input;
      const recipe = recipeWithReplay(replay);
      const replies = thumbs === 'skip' ? [] : await deps.listJudgedReplies(botId);
      const named = {
        ...input,
        base: { id: base.id, sha256 },
        recipe,
        exercises: exercises ? await exercisesFor(deps, botId) : [],
        openUntuned: openUntuned(comparing, botId),
        ...(replies.length > 0 && {
          thumbs: {
            replies,
            promptHash: await loadPromptHash(await pullModel(models, base, signal)),
          },
        }),
      };
      const { dataSetId, manifest } = await makeDataSet(comparing, named, signal);
      return { dataSetId, problems: manifest.problems, notes: manifest.notes };
    },
    readRows: (dataSetId) => readTrainingRows(deps, dataSetId),
    planPreferences: (input, signal) => planPreferenceStep(comparing, input, signal),
    readPreferences: (input) => readPreferenceRows(deps, input),
    requireThumbs: async (botId) => requireThumbs(await deps.listJudgedReplies(botId)),
    planThumbs: (input) => planThumbs(deps, input),
    readThumbs: (input) => readPlannedThumbs(deps, input),
    // What was measured before a run need not be measured again when it trains.
    openTrainer: (purpose) => openTrainer({ log, models, ...(purpose === 'train' && { measureMs: 0 }) }),
    async createVersion({ adapter, recipe, ...input }, signal) {
      const { rank, alpha } = recipe;
      const { botId, dataSetId } = input;
      const findStrangers = async () => (await exercisesFor(deps, botId)).map(({ question }) => question);
      const decision = await fitDecisionOnLessons(comparing, { botId, dataSetId, findStrangers }, signal);
      const made = { ...input, recipe, decision, adapter: { bytes: adapter, rank, alpha } };
      return { versionId: (await createVersion(deps, made, signal)).id };
    },
    async compare({ botId, actor, versionId, onProgress }, signal) {
      const tests = await allTestQuestions(deps, { botId });
      if (tests.length === 0) return undefined;
      const input = { actor, botId, candidate: versionId, ...(onProgress && { onProgress }) };
      const { id, verdict } = await compareVersions(comparing, input, signal);
      return { comparisonId: id, summary: summaryOf(verdict) };
    },
  };
}

const HEADLINES: Record<VerdictName, string> = {
  better: 'The gate finds it better.',
  'not-better': 'The gate does not find it better.',
  'not-enough-tests': 'There are not enough tests to tell whether it is better.',
};

function summaryOf(verdict: Verdict | null): string {
  if (verdict === null) return 'The comparison has no result.';
  return [HEADLINES[verdict.verdict], ...verdict.reasons].join(' ');
}

import { countTargets } from '../../models/index.ts';
import { contrastLearner } from './contrast-learner.ts';
import { judgementLearner } from './judgement-learner.ts';
import type { Learner, LearnerOptions, LearningSession } from './learner.ts';
import { preferenceLearner } from './preference-learner.ts';
import { judgeRows, learnRows, weighted } from './row-losses.ts';
import type { Objective } from './types.ts';

export function createLearner(
  session: LearningSession,
  objective: Objective,
  options: LearnerOptions,
): Learner {
  switch (objective.kind) {
    case 'supervised':
      return supervised(session, options);
    case 'preference':
      return preferenceLearner(session, objective, options);
    case 'judgement':
      return judgementLearner(session, objective, options);
    case 'contrast':
      return contrastLearner(session, objective, options);
  }
}

/** Cross entropy, mean by token over all examples together, however they are cut into runs. */
function supervised(session: LearningSession, options: LearnerOptions): Learner {
  return {
    async learn(examples, trained, gradient) {
      const rows = examples.flatMap((example) => example.rows);
      const share = 1 / countTargets(rows);
      const shared = rows.map((row) => weighted(row, share));
      const loss = await learnRows(session, shared, { trained, gradient }, options);
      return { loss, margin: null };
    },
    async judge(examples, trained) {
      const rows = examples.flatMap((example) => example.rows);
      const losses = await judgeRows(session, rows, trained, options);
      const loss = losses.reduce((sum, one) => sum + one, 0) / countTargets(rows);
      return { loss, margin: null };
    },
  };
}

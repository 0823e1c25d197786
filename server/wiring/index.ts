/**
 * Purpose: the parts of the application built once, each subject by itself; `context.ts` puts them together.
 * Invariant: what is opened here lies on the setup's stack, which disposes it in reverse; what a test brings is never disposed.
 * Must never know: routes, commands, and what the parts do once they are built.
 */

export { bindAnswer } from './bind-answer.ts';
export { bindTeaching } from './bind-teaching.ts';
export { bindVersions } from './bind-versions.ts';
export { modelsDepsOf } from './model-settings.ts';
export { openBasics } from './open-basics.ts';
export { openKnowledge } from './open-knowledge.ts';
export { openModels } from './open-models.ts';
export { openPeople } from './open-people.ts';
export { openServing } from './open-serving.ts';
export type { ContextOverrides } from './setup.ts';

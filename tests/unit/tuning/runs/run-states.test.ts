import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  isActive,
  nextState,
  RUN_STATES,
  type RunAction,
  type RunState,
  STAGES,
  stageFor,
} from '../../../../server/tuning/runs/run-states.ts';

const ACTIONS: RunAction[] = [
  ...STAGES.map((begin) => ({ begin })),
  'finish',
  'fail',
  'pause',
  'resume',
  'goBack',
  'cancel',
];
const actions = fc.array(fc.constantFrom(...ACTIONS), { maxLength: 40 });

function follow(steps: readonly RunAction[]): RunState[] {
  const states: RunState[] = ['waiting'];
  for (const action of steps) {
    const next = nextState(states.at(-1) ?? 'waiting', action);
    if (next !== undefined) states.push(next);
  }
  return states;
}

test('a run goes from waiting through every stage to done', () => {
  const states = follow([...STAGES.map((begin) => ({ begin })), 'finish']);
  expect(states).toEqual(['waiting', ...STAGES, 'done']);
});

test('what is done or cancelled stays so', () => {
  for (const action of ACTIONS) {
    expect(nextState('done', action)).toBeUndefined();
    expect(nextState('cancelled', action)).toBeUndefined();
  }
});

test('every active run can be paused, cancelled and fail; a paused or failed one can be resumed or cancelled', () => {
  for (const state of RUN_STATES.filter(isActive)) {
    expect(nextState(state, 'pause')).toBe('paused');
    expect(nextState(state, 'cancel')).toBe('cancelled');
    expect(nextState(state, 'fail')).toBe('failed');
    expect(nextState(state, 'resume')).toBeUndefined();
  }
  for (const state of ['paused', 'failed'] as const) {
    expect(nextState(state, 'resume')).toBe('waiting');
    expect(nextState(state, 'cancel')).toBe('cancelled');
    expect(nextState(state, { begin: 'training' })).toBeUndefined();
  }
});

test('without a pause in between, and with nothing lost, no earlier stage begins again', () => {
  fc.assert(
    fc.property(actions, (steps) => {
      const states = follow(steps);
      for (const [at, state] of states.entries()) {
        const before = states[at - 1];
        if (before === undefined || before === 'waiting' || state === 'waiting') continue;
        if (!isActive(before) || !isActive(state)) continue;
        const order: readonly RunState[] = STAGES;
        expect(order.indexOf(state)).toBeGreaterThanOrEqual(order.indexOf(before));
      }
    }),
  );
});

test('what is missing decides what comes next, so that a crash at any moment loses no stage', () => {
  const nothing = {
    hasDataSet: false,
    hasRecipe: false,
    hasAdapter: false,
    wantsPreferences: false,
    wantsThumbs: false,
    hasVersion: false,
    hasComparison: false,
    isTested: true,
  };
  expect(stageFor(nothing)).toBe('assembling');
  expect(stageFor({ ...nothing, hasDataSet: true })).toBe('estimating');
  const fitted = { ...nothing, hasDataSet: true, hasRecipe: true };
  expect(stageFor(fitted)).toBe('training');
  expect(stageFor({ ...fitted, wantsPreferences: true })).toBe('training');
  expect(stageFor({ ...fitted, hasAdapter: true, wantsPreferences: true })).toBe('preferring');
  expect(stageFor({ ...fitted, hasAdapter: true, wantsPreferences: true, wantsThumbs: true })).toBe(
    'preferring',
  );
  expect(stageFor({ ...fitted, hasAdapter: true, wantsThumbs: true })).toBe('weighing');
  expect(stageFor({ ...fitted, hasAdapter: true })).toBe('merging');
  const merged = { ...fitted, hasVersion: true };
  expect(stageFor(merged)).toBe('testing');
  expect(stageFor({ ...merged, isTested: false })).toBeUndefined();
  expect(stageFor({ ...merged, hasComparison: true })).toBeUndefined();
});

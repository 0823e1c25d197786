import { describe, expect, test } from 'vitest';
import { InvariantError } from '../../../server/base/invariant.ts';
import { createGraph } from '../../../server/graph/builder.ts';
import { OPS } from '../../../server/graph/ops/index.ts';

test.each(Object.entries(OPS))('%s says its domain, its attributes and its shapes', (_name, rule) => {
  expect(['', 'com.microsoft']).toContain(rule.domain);
  expect(rule.infer).toBeTypeOf('function');
  for (const kind of Object.values(rule.attributes))
    expect(kind).toMatch(/^(int|float|string|ints|graph)\??$/);
});

describe('shapes', () => {
  const graph = createGraph('shapes');
  const x = graph.input('x', 'float32', ['batch', 'length', 64]);
  const w = graph.input('w', 'float32', [96, 64]);
  const ids = graph.input('ids', 'int64', ['batch', 'length']);
  const sizes = graph.constant('int64', [3], [16, 16, 32]);

  test('named sizes pass through products, picks and sums', () => {
    expect(graph.apply('FusedMatMul', [x, w], { transB: 1 }).shape).toEqual(['batch', 'length', 96]);
    expect(graph.apply('Gather', [w, ids], { axis: 0 }).shape).toEqual(['batch', 'length', 64]);
    expect(graph.apply('Add', [x, graph.input('one', 'float32', [64])], {}).shape).toEqual([
      'batch',
      'length',
      64,
    ]);
  });

  test('Shape, Squeeze and Range carry a named size into a new shape', () => {
    const length = graph.apply('Squeeze', [graph.apply('Shape', [ids], { start: 1, end: 2 })], {});
    const [zero, one] = [graph.constant('int64', [], [0]), graph.constant('int64', [], [1])];
    expect(graph.apply('Range', [zero, length, one], {}).shape).toEqual(['length']);
  });

  test('Split and Reshape follow their constants', () => {
    const parts = graph.applyAll('Split', [x, sizes], { axis: -1 });
    expect(parts.map((part) => part?.shape[2])).toEqual([16, 16, 32]);
    const heads = graph.constant('int64', [4], [0, 0, 4, 16]);
    expect(graph.apply('Reshape', [x, heads], {}).shape).toEqual(['batch', 'length', 4, 16]);
  });

  test.each([
    [
      'an inner size that differs',
      () => graph.apply('FusedMatMul', [w, graph.input('v', 'float32', [8, 63])], { transB: 1 }),
    ],
    ['shapes that do not broadcast', () => graph.apply('Add', [x, w], {})],
    ['two element types', () => graph.apply('Equal', [x, ids], {})],
    ['sizes that do not add up', () => graph.apply('Split', [w, sizes], { axis: 0 })],
    ['an input left out', () => graph.apply('Gather', [w, null], { axis: 0 })],
    ['a name used twice', () => graph.input('x', 'float32', [])],
  ])('%s is our mistake, at once', (_what, build) => {
    expect(build).toThrow(InvariantError);
  });
});

import { invariant } from '../base/index.ts';
import type { GraphBuilder } from './builder.ts';
import type { Graph, Node, Value } from './ir.ts';
import type { Differentiated, GradientRule, NoGradient } from './ops/gradient.ts';
import { GRADIENTS } from './ops/gradients.ts';
import { readInputs } from './ops/rule.ts';

/**
 * Values whose gradient goes straight to another, past the nodes between: `back` makes the gradient of `x` from that of
 * the value. For products with frozen matrices, which have nothing else to give a gradient to.
 */
export type Shortcuts = Map<Value, { x: Value; back(dy: Value): Value }>;

/**
 * Reverse mode: adds to `graph` the nodes that compute the gradients of `result` with respect to each of `parameters`,
 * given the gradient `seed` of the result itself (for a loss, the constant 1). `forward` is the graph as it stood before.
 * Only what lies between a parameter and the result is gone through: frozen weights get no gradient, and neither do
 * activations below the first parameter.
 */
export function differentiate(
  graph: GraphBuilder,
  forward: Graph,
  {
    result,
    seed,
    parameters,
    shortcuts,
  }: { result: Value; seed: Value; parameters: readonly Value[]; shortcuts: Shortcuts },
): Value[] {
  const varying = new Set(parameters);
  const path = forward.nodes.filter((node) => {
    if (!node.inputs.some((input) => input !== null && varying.has(input))) return false;
    for (const output of node.outputs) if (output?.element === 'float32') varying.add(output);
    return true;
  });

  const gradients = new Map<Value, Value>([[result, seed]]);
  const add = (input: Value, partial: Value) => {
    const known = gradients.get(input);
    gradients.set(input, known ? graph.apply('Add', [known, partial], {}) : partial);
  };
  for (const node of path.toReversed()) {
    const [y] = node.outputs;
    const dy = y && gradients.get(y);
    if (!dy) continue;
    gradients.delete(y);
    const shortcut = shortcuts.get(y);
    if (shortcut) {
      if (varying.has(shortcut.x)) add(shortcut.x, shortcut.back(dy));
      continue;
    }
    const partials = ruleFor(node)({ ...readable(node), graph, y, dy });
    for (const [index, partial] of partials.entries()) {
      const input = node.inputs[index];
      if (!input || !varying.has(input)) continue;
      invariant(partial, `${node.op} gives no gradient for its input ${index}`);
      add(input, partial());
    }
  }
  return parameters.map((parameter) => {
    const gradient = gradients.get(parameter);
    invariant(gradient, `${parameter.name} does not reach ${result.name}`);
    return gradient;
  });
}

type AnyRule = GradientRule<Readonly<Record<string, unknown>>>;

function ruleFor(node: Node): AnyRule {
  const rules = GRADIENTS as Readonly<Record<string, AnyRule | NoGradient>>;
  const rule = rules[node.op];
  invariant(
    typeof rule === 'function',
    `${node.op} cannot be gone back through: ${rule ?? 'it has no rule'}`,
  );
  return rule;
}

function readable(node: Node): Pick<Differentiated<Record<string, unknown>>, 'inputs' | 'attributes'> {
  const attributes = Object.entries(node.attributes).map(([name, { value }]) => [name, value] as const);
  return { inputs: readInputs(node.op, node.inputs), attributes: Object.fromEntries(attributes) };
}

import { invariant } from '../../base/index.ts';
import type { AttributeKind, Dimension, ElementType, Graph, Shape, TensorType, Value } from '../ir.ts';

/** `int?` may be left out; ONNX's default then holds. */
export type AttributeSpec = Readonly<Record<string, AttributeKind | `${AttributeKind}?`>>;

type AttributeOf<K> = K extends 'graph' | 'graph?'
  ? Graph
  : K extends 'string' | 'string?'
    ? string
    : K extends 'ints' | 'ints?'
      ? readonly number[]
      : number;

type OptionalKeys<S> = { [K in keyof S]: S[K] extends `${string}?` ? K : never }[keyof S];

/** The attributes an operator takes, from its spec. */
export type AttributesOf<S> = { readonly [K in Exclude<keyof S, OptionalKeys<S>>]: AttributeOf<S[K]> } & {
  readonly [K in OptionalKeys<S>]?: AttributeOf<S[K]>;
};

/**
 * What is known of one operator. `infer` checks the inputs and gives the types of the outputs (`null`: an output that
 * nobody reads); misuse is our mistake and throws an InvariantError.
 */
export type OpRule<S extends AttributeSpec = AttributeSpec> = {
  readonly domain: '' | 'com.microsoft';
  readonly attributes: S;
  infer(inputs: Inputs, attributes: AttributesOf<S>): readonly (TensorType | null)[];
};

export type OpFamily = Readonly<Record<string, OpRule>>;

/** A standard operator, of `ai.onnx`. */
export function standard<const S extends AttributeSpec>(attributes: S, infer: OpRule<S>['infer']): OpRule<S> {
  return { domain: '', attributes, infer };
}

/** One of onnxruntime's own, of `com.microsoft`. */
export function microsoft<const S extends AttributeSpec>(
  attributes: S,
  infer: OpRule<S>['infer'],
): OpRule<S> {
  return { domain: 'com.microsoft', attributes, infer };
}

/** The inputs of a node, read by position and checked. */
export type Inputs = {
  readonly count: number;
  at(index: number): Value;
  optional(index: number): Value | undefined;
};

export function readInputs(op: string, inputs: readonly (Value | null)[]): Inputs {
  return {
    count: inputs.length,
    at(index) {
      const value = inputs[index];
      invariant(value, `${op} needs an input ${index}`);
      return value;
    },
    optional: (index) => inputs[index] ?? undefined,
  };
}

export function tensor(element: ElementType, shape: Shape, known?: readonly Dimension[]): TensorType {
  return known === undefined ? { element, shape } : { element, shape, elements: known };
}

export function demand(value: Value, element: ElementType, ...ranks: number[]): void {
  invariant(value.element === element, `${value.name} is ${value.element}, not ${element}`);
  invariant(
    ranks.length === 0 || ranks.includes(value.shape.length),
    `${value.name} has the shape [${value.shape}], not the rank ${ranks.join(' or ')}`,
  );
}

/** The dimension at `axis`; negative counts from the end. */
export function dimension(value: TensorType, axis: number): Dimension {
  const size = value.shape.at(axis);
  invariant(size !== undefined, `[${value.shape}] has no axis ${axis}`);
  return size;
}

export function fixed(value: TensorType, axis: number): number {
  const size = dimension(value, axis);
  invariant(typeof size === 'number', `axis ${axis} of [${value.shape}] must be a number`);
  return size;
}

/** Dimensions that must agree: named ones by name. */
export function same(a: Dimension, b: Dimension, what: string): void {
  invariant(a === b, `${what}: ${a} is not ${b}`);
}

/** The elements of an input that must be known before the graph runs. */
export function elements(value: Value): readonly Dimension[] {
  invariant(value.elements, `the elements of ${value.name} must be known`);
  return value.elements;
}

/** The same, where they must be numbers. */
export function numbers(value: Value): readonly number[] {
  return elements(value).map((element) => {
    invariant(typeof element === 'number', `${value.name} must hold numbers, not ${element}`);
    return element;
  });
}

export function replaceAxis(shape: Shape, axis: number, by: readonly Dimension[]): Shape {
  const at = axis < 0 ? axis + shape.length : axis;
  return [...shape.slice(0, at), ...by, ...shape.slice(at + 1)];
}

/** How many elements such sizes hold; names stand for themselves: `batch`, 3, `length` give `3*batch*length`. */
export function product(sizes: readonly Dimension[]): Dimension {
  const { count, names } = factors(sizes);
  if (names.length === 0) return count;
  return count === 1 ? names.join('*') : [count, ...names].join('*');
}

/** The size that is missing in `known` for it to hold as much as `whole`. */
export function quotient(whole: readonly Dimension[], known: readonly Dimension[]): Dimension {
  const [all, part] = [factors(whole), factors(known)];
  const names = [...all.names];
  for (const name of part.names) {
    const at = names.indexOf(name);
    invariant(at >= 0, `[${whole}] does not divide by [${known}]`);
    names.splice(at, 1);
  }
  const count = all.count / part.count;
  invariant(Number.isInteger(count), `[${whole}] does not divide by [${known}]`);
  return product([count, ...names]);
}

function factors(sizes: readonly Dimension[]): { count: number; names: string[] } {
  const parts = sizes.flatMap((size) => String(size).split('*'));
  const isNumber = (part: string) => Number.isInteger(Number(part));
  const count = parts.filter(isNumber).reduce((total, part) => total * Number(part), 1);
  return { count, names: parts.filter((part) => !isNumber(part)).toSorted() };
}

/** NumPy's broadcasting of two shapes. */
export function broadcast(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, index) => {
    const left = a[a.length - rank + index] ?? 1;
    const right = b[b.length - rank + index] ?? 1;
    if (left === right || right === 1) return left;
    invariant(left === 1, `[${a}] and [${b}] do not broadcast`);
    return right;
  });
}

import { invariant } from '../base/index.ts';
import {
  type AttributeKind,
  type AttributeValue,
  ELEMENT_BYTES,
  type ElementType,
  type Graph,
  type InitialiserGroup,
  type Node,
  type Shape,
  type Value,
} from './ir.ts';
import { type OpAttributes, type OpName, ruleOf } from './ops/index.ts';
import { readInputs } from './ops/rule.ts';

/** Writes one graph down, node by node; every node is checked against its operator's rule as it is added. */
export type GraphBuilder = {
  input(name: string, element: ElementType, shape: Shape): Value;
  /** Adds a node and gives its first output. */
  apply<K extends OpName>(op: K, inputs: readonly (Value | null)[], attributes: OpAttributes<K>): Value;
  /** Adds a node and gives all its outputs; `null` where the operator has one that nobody reads. */
  applyAll<K extends OpName>(
    op: K,
    inputs: readonly (Value | null)[],
    attributes: OpAttributes<K>,
  ): readonly (Value | null)[];
  /** A small tensor known now, held once however often it is asked for. */
  constant(
    element: 'int64' | 'int32' | 'float32' | 'bool',
    shape: readonly number[],
    values: readonly number[],
  ): Value;
  /** A tensor whose bytes are made when the model is written. */
  weight(name: string, element: ElementType, shape: readonly number[], make: () => Uint8Array): Value;
  /** Tensors that one reading of the weights makes together. */
  weights<K extends string>(
    tensors: Record<K, WeightSpec>,
    make: () => Record<K, Uint8Array>,
  ): Record<K, Value>;
  /** The bytes of a weight once more, in another shape and under another name; stored once. */
  view(weight: Value, name: string, shape: readonly number[]): Value;
  /** A graph inside this one, which sees its values: the body of a `Loop`. */
  subgraph(name: string): GraphBuilder;
  output(name: string, value: Value): void;
  /** The graph as it stands; more may be added and finished again. */
  finish(): Graph;
};

export type WeightSpec = { name: string; element: ElementType; shape: readonly number[] };

type StoredTensor = { names: Value[]; byteLength: number };
type Shared = {
  names: Set<string>;
  count: number;
  constants: Map<string, Value>;
  initialisers: InitialiserGroup[];
  stored: Map<Value, StoredTensor>;
};

export function createGraph(name: string): GraphBuilder {
  return builderOf(
    name,
    { names: new Set(), count: 0, constants: new Map(), initialisers: [], stored: new Map() },
    true,
  );
}

function builderOf(name: string, shared: Shared, isRoot: boolean): GraphBuilder {
  const inputs: Value[] = [];
  const nodes: Node[] = [];
  const outputs: { name: string; value: Value }[] = [];

  function claim(valueName: string): string {
    invariant(!shared.names.has(valueName), `two values are called ${valueName}`);
    shared.names.add(valueName);
    return valueName;
  }

  function applyAll<K extends OpName>(
    op: K,
    given: readonly (Value | null)[],
    attributes: OpAttributes<K>,
  ): readonly (Value | null)[] {
    const rule = ruleOf(op);
    invariant(rule, `${op} has no rule`);
    const types = rule.infer(readInputs(op, given), attributes);
    const number = shared.count++;
    const results = types.map((type, index) =>
      type === null ? null : Object.freeze({ ...type, name: claim(`${op}_${number}_${index}`) }),
    );
    nodes.push(
      Object.freeze({
        op,
        inputs: given,
        attributes: typed(op, rule.attributes, attributes),
        outputs: results,
      }),
    );
    return results;
  }

  function weights<K extends string>(
    tensors: Record<K, WeightSpec>,
    make: () => Record<K, Uint8Array>,
  ): Record<K, Value> {
    const keys = Object.keys(tensors) as K[];
    const values = keys.map((key) => Object.freeze({ ...tensors[key], name: claim(tensors[key].name) }));
    const group = values.map((value) => store(value));
    shared.initialisers.push({
      isInline: false,
      tensors: group,
      make: () => {
        const made = make();
        return keys.map((key) => made[key]);
      },
    });
    return Object.fromEntries(keys.map((key, index) => [key, values[index]])) as Record<K, Value>;
  }

  function store(value: Value): StoredTensor {
    const elements = value.shape.reduce<number>((product, size) => product * Number(size), 1);
    const tensor = { names: [value], byteLength: elements * ELEMENT_BYTES[value.element] };
    shared.stored.set(value, tensor);
    return tensor;
  }

  return {
    input(inputName, element, shape) {
      const value: Value = Object.freeze({ name: claim(inputName), element, shape });
      inputs.push(value);
      return value;
    },
    apply(op, given, attributes) {
      const [first] = applyAll(op, given, attributes);
      invariant(first, `${op} gives nothing`);
      return first;
    },
    applyAll,
    constant(element, shape, values) {
      const key = `${element}[${shape}](${values})`;
      const known = shared.constants.get(key);
      if (known) return known;
      const value: Value = Object.freeze({
        name: claim(`constant_${shared.constants.size}`),
        element,
        shape,
        elements: values,
      });
      shared.initialisers.push({
        isInline: true,
        tensors: [store(value)],
        make: () => [constantBytes(element, values)],
      });
      shared.constants.set(key, value);
      return value;
    },
    weight: (weightName, element, shape, make) =>
      weights({ value: { name: weightName, element, shape } }, () => ({ value: make() })).value,
    weights,
    view(weight, viewName, shape) {
      const tensor = shared.stored.get(weight);
      invariant(tensor, `${weight.name} is not a weight`);
      const value: Value = Object.freeze({ name: claim(viewName), element: weight.element, shape });
      tensor.names.push(value);
      return value;
    },
    subgraph: (inner) => builderOf(inner, shared, false),
    output: (outputName, value) => outputs.push({ name: claim(outputName), value }),
    finish: () =>
      Object.freeze({
        name,
        inputs: [...inputs],
        outputs: [...outputs],
        nodes: [...nodes],
        initialisers: isRoot ? [...shared.initialisers] : [],
      }),
  };
}

function constantBytes(
  element: 'int64' | 'int32' | 'float32' | 'bool',
  values: readonly number[],
): Uint8Array {
  if (element === 'bool') return Uint8Array.from(values);
  if (element === 'float32') return bytesOf(Float32Array.from(values));
  if (element === 'int32') return bytesOf(Int32Array.from(values));
  return bytesOf(BigInt64Array.from(values, BigInt));
}

/** The bytes of a typed array, without a copy. Little-endian, as every machine onnxruntime runs on. */
export function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function typed(
  op: string,
  spec: Readonly<Record<string, AttributeKind | `${AttributeKind}?`>>,
  given: object,
): Record<string, AttributeValue> {
  const values = new Map<string, unknown>(Object.entries(given));
  const result: Record<string, AttributeValue> = {};
  for (const [attribute, declared] of Object.entries(spec)) {
    const value = values.get(attribute);
    if (value === undefined) continue;
    result[attribute] = { kind: declared.replace('?', ''), value } as AttributeValue;
  }
  invariant(values.size <= Object.keys(spec).length, `${op} was given an attribute it does not know`);
  return result;
}

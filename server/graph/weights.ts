import { AppError } from '../base/index.ts';
import { bytesOf, type GraphBuilder } from './builder.ts';
import type { Value } from './ir.ts';
import { type Bits, BLOCK, createQuantised, type Quantised, quantise } from './quantise.ts';
import type { Precision, WeightSource } from './types.ts';

/** Which pretrained matrices make one linear layer: stacked along the output side, all over the same inputs. */
export type LinearSpec = {
  label: string;
  /** Prefixes: `<part>.weight` and, where `hasBias`, `<part>.bias`. */
  parts: readonly { prefix: string; outputs: number }[];
  inputs: number;
  hasBias: boolean;
};

/** `graph` is where the node goes: the graph itself or the body of its loop. */
export type Layer = (graph: GraphBuilder, input: Value) => Value;

/** The layers of a model that hold weights, at one precision. */
export type LayerStore = {
  vector(name: string, size: number): Value;
  linear(spec: LinearSpec): Layer;
  /** A table that is read by row. */
  embedding(name: string, rows: number, width: number): Layer;
  /** A table that is read by row and also multiplied with, stored once. */
  tiedEmbedding(name: string, rows: number, width: number): { embed: Layer; head: Layer };
};

/** How a precision multiplies: bits of the layers and of the tables, or plain float32. */
const BITS: Record<Precision, { linear: Bits; table: Bits } | undefined> = {
  fp32: undefined,
  q8: { linear: 8, table: 8 },
  // The head decides the next token: 4 bits there cost more in quality than they save.
  q4: { linear: 4, table: 8 },
};

/** Tells MatMulNBits to multiply in 8-bit integers: several times faster than float32 on a CPU. */
const INTEGER_ACCURACY = 4;

export function createLayers(root: GraphBuilder, source: WeightSource, precision: Precision): LayerStore {
  const bits = BITS[precision];
  const vector = (name: string, size: number) => {
    expectShape(source, name, [size]);
    return root.weight(name, 'float32', [size], () => bytesOf(source.read(name)));
  };
  const bias = ({ label, parts, hasBias }: LinearSpec): Value | null => {
    if (!hasBias) return null;
    const names = parts.map(({ prefix }) => `${prefix}.bias`);
    for (const [index, { outputs }] of parts.entries()) expectShape(source, names[index] ?? '', [outputs]);
    return root.weight(`${label}.bias`, 'float32', [totalOutputs(parts)], () =>
      bytesOf(concatenate(names.map((name) => source.read(name)))),
    );
  };
  return bits === undefined
    ? plainLayers(root, source, vector, bias)
    : quantisedLayers(root, source, bits, vector, bias);
}

type Bias = (spec: LinearSpec) => Value | null;

function plainLayers(
  root: GraphBuilder,
  source: WeightSource,
  vector: LayerStore['vector'],
  bias: Bias,
): LayerStore {
  const product = (graph: GraphBuilder, x: Value, w: Value) =>
    graph.apply('FusedMatMul', [x, w], { transB: 1 });
  const table = (name: string, rows: number, width: number) => {
    expectShape(source, name, [rows, width]);
    return root.weight(name, 'float32', [rows, width], () => bytesOf(source.read(name)));
  };
  const row =
    (data: Value): Layer =>
    (graph, ids) =>
      graph.apply('Gather', [data, ids], { axis: 0 });
  return {
    vector,
    linear(spec) {
      const matrices = matricesOf(source, spec);
      const w = root.weight(`${spec.label}.weight`, 'float32', [totalOutputs(spec.parts), spec.inputs], () =>
        bytesOf(concatenate(matrices.map((name) => source.read(name)))),
      );
      const b = bias(spec);
      return (graph, x) => {
        const y = product(graph, x, w);
        return b === null ? y : graph.apply('Add', [y, b], {});
      };
    },
    embedding: (name, rows, width) => row(table(name, rows, width)),
    tiedEmbedding(name, rows, width) {
      const data = table(name, rows, width);
      return { embed: row(data), head: (graph, x) => product(graph, x, data) };
    },
  };
}

function quantisedLayers(
  root: GraphBuilder,
  source: WeightSource,
  bits: { linear: Bits; table: Bits },
  vector: LayerStore['vector'],
  bias: Bias,
): LayerStore {
  function store(label: string, names: readonly string[], rows: number, width: number, use: Bits): Packed {
    if (width % BLOCK !== 0) throw unquantisable(label, width);
    const blocks = width / BLOCK;
    const stored = root.weights(
      {
        packed: { name: `${label}.packed`, element: 'uint8', shape: [rows, blocks, (BLOCK * use) / 8] },
        scales: { name: `${label}.scales`, element: 'float32', shape: [rows * blocks] },
      },
      () => quantiseAll(source, names, rows * width, use),
    );
    return { ...stored, label, rows, width, bits: use };
  }

  function rowsOf({ label, packed, scales, rows, width, bits: use }: Packed): Layer {
    const table = root.view(packed, `${label}.packed_rows`, [rows, (width * use) / 8]);
    const tableScales = root.view(scales, `${label}.scale_rows`, [rows, width / BLOCK]);
    const attributes = { bits: use, block_size: BLOCK, gather_axis: 0, quantize_axis: 1 };
    return (graph, ids) => graph.apply('GatherBlockQuantized', [table, ids, tableScales], attributes);
  }

  function storeTable(name: string, rows: number, width: number): Packed {
    expectShape(source, name, [rows, width]);
    return store(name, [name], rows, width, bits.table);
  }

  return {
    vector,
    linear(spec) {
      const matrices = matricesOf(source, spec);
      const stored = store(spec.label, matrices, totalOutputs(spec.parts), spec.inputs, bits.linear);
      return times(stored, bias(spec));
    },
    embedding: (name, rows, width) => rowsOf(storeTable(name, rows, width)),
    tiedEmbedding(name, rows, width) {
      const stored = storeTable(name, rows, width);
      return { embed: rowsOf(stored), head: times(stored, null) };
    },
  };
}

type Packed = { packed: Value; scales: Value; label: string; rows: number; width: number; bits: Bits };

function times({ packed, scales, rows, width, bits }: Packed, bias: Value | null): Layer {
  const attributes = { K: width, N: rows, bits, block_size: BLOCK, accuracy_level: INTEGER_ACCURACY };
  const inputs = bias === null ? [packed, scales] : [packed, scales, null, null, bias];
  return (graph, x) => graph.apply('MatMulNBits', [x, ...inputs], attributes);
}

function quantiseAll(source: WeightSource, names: readonly string[], count: number, bits: Bits) {
  const into: Quantised = createQuantised(count, bits);
  let block = 0;
  for (const name of names) {
    const values = source.read(name);
    quantise(values, bits, into, block);
    block += values.length / BLOCK;
  }
  return { packed: into.packed, scales: bytesOf(into.scales) };
}

/** The names of a layer's matrices, their shapes checked. */
function matricesOf(source: WeightSource, { parts, inputs }: LinearSpec): string[] {
  return parts.map(({ prefix, outputs }) => {
    expectShape(source, `${prefix}.weight`, [outputs, inputs]);
    return `${prefix}.weight`;
  });
}

function totalOutputs(parts: LinearSpec['parts']): number {
  return parts.reduce((sum, { outputs }) => sum + outputs, 0);
}

function concatenate(arrays: readonly Float32Array[]): Float32Array {
  const [only] = arrays;
  if (only !== undefined && arrays.length === 1) return only;
  const all = new Float32Array(arrays.reduce((sum, array) => sum + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}

function expectShape(source: WeightSource, name: string, expected: readonly number[]): void {
  const found = source.has(name) ? `[${source.shape(name)}]` : 'missing';
  if (found === `[${expected}]`) return;
  throw new AppError(
    'model_file_invalid',
    `The weights do not fit the model's configuration: ${name} should be [${expected}] and is ${found}.`,
  );
}

function unquantisable(label: string, width: number): AppError {
  return new AppError(
    'model_file_invalid',
    `${label} is ${width} wide and 8-bit or 4-bit storage needs a multiple of ${BLOCK}. Convert the model at fp32.`,
  );
}

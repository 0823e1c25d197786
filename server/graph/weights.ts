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
  /** A tensor kept as it is, in float32. */
  tensor(name: string, shape: readonly number[]): Value;
  /** Vectors, end to end. */
  stacked(label: string, parts: readonly { name: string; size: number }[]): Value;
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

/**
 * Tells MatMulNBits to multiply in 8-bit integers, with a scale for every 32 activations too. Measured on MiniLM (200
 * tokens, one thread): 48 ms and cosine 0.998; one scale for all activations (DynamicQuantizeMatMul): 29 ms and 0.981,
 * which retrieval would notice; float32: 56 ms.
 */
const INTEGER_ACCURACY = 4;

export function createLayers(root: GraphBuilder, source: WeightSource, precision: Precision): LayerStore {
  const bits = BITS[precision];
  const vectors = createVectors(root, source);
  return bits === undefined
    ? plainLayers(root, source, vectors)
    : quantisedLayers(root, source, bits, vectors);
}

type Vectors = Pick<LayerStore, 'tensor' | 'stacked'>;

function createVectors(root: GraphBuilder, source: WeightSource): Vectors {
  return {
    tensor(name, shape) {
      expectShape(source, name, shape);
      return root.weight(name, 'float32', shape, () => bytesOf(source.read(name)));
    },
    stacked(label, parts) {
      for (const { name, size } of parts) expectShape(source, name, [size]);
      const size = parts.reduce((sum, part) => sum + part.size, 0);
      return root.weight(label, 'float32', [size], () =>
        bytesOf(concatenate(parts.map(({ name }) => source.read(name)))),
      );
    },
  };
}

function biasOf({ label, parts, hasBias }: LinearSpec, vectors: Vectors): Value | null {
  if (!hasBias) return null;
  const biases = parts.map(({ prefix, outputs }) => ({ name: `${prefix}.bias`, size: outputs }));
  return vectors.stacked(`${label}.bias`, biases);
}

function plainLayers(root: GraphBuilder, source: WeightSource, vectors: Vectors): LayerStore {
  const product = (graph: GraphBuilder, x: Value, w: Value) =>
    graph.apply('FusedMatMul', [x, w], { transB: 1 });
  const rows = (table: Value): Layer => {
    return (graph, ids) => graph.apply('Gather', [table, ids], { axis: 0 });
  };
  return {
    ...vectors,
    linear(spec) {
      const matrices = matricesOf(source, spec);
      const w = root.weight(`${spec.label}.weight`, 'float32', [totalOutputs(spec.parts), spec.inputs], () =>
        bytesOf(concatenate(matrices.map((name) => source.read(name)))),
      );
      const bias = biasOf(spec, vectors);
      return (graph, x) => {
        const y = product(graph, x, w);
        return bias === null ? y : graph.apply('Add', [y, bias], {});
      };
    },
    embedding: (name, count, width) => rows(vectors.tensor(name, [count, width])),
    tiedEmbedding(name, count, width) {
      const table = vectors.tensor(name, [count, width]);
      return { embed: rows(table), head: (graph, x) => product(graph, x, table) };
    },
  };
}

function quantisedLayers(
  root: GraphBuilder,
  source: WeightSource,
  bits: { linear: Bits; table: Bits },
  vectors: Vectors,
): LayerStore {
  function store(label: string, names: readonly string[], size: MatrixSize, form: 'blocks' | 'rows'): Packed {
    if (size.width % BLOCK !== 0) throw unquantisable(label, size.width);
    const shape = packedShapes(size)[form];
    const { packed, scales } = root.weights(
      {
        packed: { name: `${label}.packed`, element: 'uint8', shape: shape.packed },
        scales: { name: `${label}.scales`, element: 'float32', shape: shape.scales },
      },
      () => quantiseAll(source, names, size),
    );
    return { packed, scales, size };
  }

  function storeTable(name: string, rows: number, width: number, form: 'blocks' | 'rows'): Packed {
    expectShape(source, name, [rows, width]);
    return store(name, [name], { rows, width, bits: bits.table }, form);
  }

  return {
    ...vectors,
    linear(spec) {
      const matrices = matricesOf(source, spec);
      const size = { rows: totalOutputs(spec.parts), width: spec.inputs, bits: bits.linear };
      return times(store(spec.label, matrices, size, 'blocks'), biasOf(spec, vectors));
    },
    embedding: (name, rows, width) => pick(storeTable(name, rows, width, 'rows')),
    tiedEmbedding(name, rows, width) {
      const { packed, scales, size } = storeTable(name, rows, width, 'blocks');
      const shape = packedShapes(size).rows;
      const table = {
        packed: root.view(packed, `${name}.packed_rows`, shape.packed),
        scales: root.view(scales, `${name}.scale_rows`, shape.scales),
        size,
      };
      return { embed: pick(table), head: times({ packed, scales, size }, null) };
    },
  };
}

type MatrixSize = { rows: number; width: number; bits: Bits };
type Packed = { packed: Value; scales: Value; size: MatrixSize };

/** How MatMulNBits and GatherBlockQuantized see the same bytes. */
function packedShapes({ rows, width, bits }: MatrixSize) {
  const blocks = width / BLOCK;
  return {
    blocks: { packed: [rows, blocks, (BLOCK * bits) / 8], scales: [rows * blocks] },
    rows: { packed: [rows, (width * bits) / 8], scales: [rows, blocks] },
  };
}

function times({ packed, scales, size }: Packed, bias: Value | null): Layer {
  const attributes = {
    K: size.width,
    N: size.rows,
    bits: size.bits,
    block_size: BLOCK,
    accuracy_level: INTEGER_ACCURACY,
  };
  const inputs = bias === null ? [packed, scales] : [packed, scales, null, null, bias];
  return (graph, x) => graph.apply('MatMulNBits', [x, ...inputs], attributes);
}

function pick({ packed, scales, size }: Packed): Layer {
  const attributes = { bits: size.bits, block_size: BLOCK, gather_axis: 0, quantize_axis: 1 };
  return (graph, ids) => graph.apply('GatherBlockQuantized', [packed, ids, scales], attributes);
}

function quantiseAll(source: WeightSource, names: readonly string[], { rows, width, bits }: MatrixSize) {
  const into: Quantised = createQuantised(rows * width, bits);
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

/** @throws AppError `model_file_invalid` */
export function expectShape(source: WeightSource, name: string, expected: readonly number[]): void {
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

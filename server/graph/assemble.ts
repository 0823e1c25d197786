import { invariant } from '../base/index.ts';
import {
  ATTRIBUTE_TYPE,
  type AttributeProto,
  DATA_LOCATION,
  DATA_TYPE,
  encodeModel,
  type GraphProto,
  type NodeProto,
  type TensorProto,
  type ValueInfoProto,
} from '../onnx/index.ts';
import type { AttributeValue, Graph, InitialiserGroup, Node, Shape, Value } from './ir.ts';
import { ruleOf } from './ops/index.ts';
import type { BuiltModel } from './types.ts';

/** Format and operator versions: the newest that onnxruntime 1.30 and transformers.js 4 both read with certainty. */
const IR_VERSION = 10;
const OPSET = 18;
const MICROSOFT_OPSET = 1;

/** External tensors start at multiples of this, so that they can be mapped and read aligned. */
const ALIGNMENT = 64;

/** Turns a graph into a model file and the file of its tensors. Weights are read while `data` is iterated. */
export function assemble(graph: Graph, dataName: string): BuiltModel {
  const placed = place(graph.initialisers);
  const proto = encodeModel({
    irVersion: IR_VERSION,
    producerName: 'foyer',
    opsetImport: [
      { domain: '', version: OPSET },
      { domain: 'com.microsoft', version: MICROSOFT_OPSET },
    ],
    graph: graphProto(graph, placed.initialisers(dataName)),
  });
  return { proto, dataName, dataBytes: placed.dataBytes, data: placed.data() };
}

type Placement = { group: InitialiserGroup; offsets: number[] };

function place(groups: readonly InitialiserGroup[]) {
  let end = 0;
  const placements = groups.map((group): Placement => {
    if (group.isInline) return { group, offsets: [] };
    const offsets = group.tensors.map(({ byteLength }) => {
      const offset = Math.ceil(end / ALIGNMENT) * ALIGNMENT;
      end = offset + byteLength;
      return offset;
    });
    return { group, offsets };
  });
  return {
    dataBytes: end,
    initialisers: (dataName: string) => placements.flatMap((placement) => tensorProtos(placement, dataName)),
    data: () => externalData(placements),
  };
}

function tensorProtos({ group, offsets }: Placement, dataName: string): TensorProto[] {
  const inline = group.isInline ? group.make() : [];
  return group.tensors.flatMap(({ names, byteLength }, index) =>
    names.map((value): TensorProto => {
      const common = {
        name: value.name,
        dims: value.shape.map(Number),
        dataType: DATA_TYPE[value.element],
        floatData: [],
        int32Data: [],
        int64Data: [],
      };
      if (group.isInline) {
        return { ...common, rawData: inline[index], externalData: [], dataLocation: DATA_LOCATION.inline };
      }
      const entries = { location: dataName, offset: String(offsets[index]), length: String(byteLength) };
      return {
        ...common,
        externalData: Object.entries(entries).map(([key, text]) => ({ key, value: text })),
        dataLocation: DATA_LOCATION.external,
      };
    }),
  );
}

function* externalData(placements: readonly Placement[]): Generator<Uint8Array> {
  let end = 0;
  for (const { group, offsets } of placements) {
    if (group.isInline) continue;
    const made = group.make();
    for (const [index, { byteLength, names }] of group.tensors.entries()) {
      const bytes = made[index];
      const offset = offsets[index] ?? 0;
      invariant(
        bytes?.length === byteLength,
        `${names[0]?.name} has ${bytes?.length} bytes, not ${byteLength}`,
      );
      if (offset > end) yield new Uint8Array(offset - end);
      yield bytes;
      end = offset + byteLength;
    }
  }
}

function graphProto(graph: Graph, initializer: TensorProto[]): GraphProto {
  const rename = outputNames(graph);
  return {
    name: graph.name,
    node: graph.nodes.map((node) => nodeProto(node, rename)),
    initializer,
    input: graph.inputs.map((value) => valueInfo(value.name, value)),
    output: graph.outputs.map(({ name, value }) => valueInfo(name, value)),
  };
}

/** An output's value takes the output's name where its node stands. */
function outputNames(graph: Graph): Map<string, string> {
  const own = new Set(graph.nodes.flatMap((node) => node.outputs.map((value) => value?.name)));
  const rename = new Map<string, string>();
  for (const { name, value } of graph.outputs) {
    invariant(own.has(value.name), `the output ${name} is not the result of a node of ${graph.name}`);
    invariant(!rename.has(value.name), `${value.name} is given out twice`);
    rename.set(value.name, name);
  }
  return rename;
}

function nodeProto(node: Node, rename: Map<string, string>): NodeProto {
  const nameOf = (value: Value | null) => (value === null ? '' : (rename.get(value.name) ?? value.name));
  const output = node.outputs.map(nameOf);
  return {
    name: node.outputs.find((value) => value !== null)?.name ?? node.op,
    opType: node.op,
    domain: ruleOf(node.op)?.domain ?? '',
    input: node.inputs.map(nameOf),
    output,
    attribute: Object.entries(node.attributes).map(([name, value]) => attributeProto(name, value)),
  };
}

function attributeProto(name: string, attribute: AttributeValue): AttributeProto {
  const empty = { name, floats: [], ints: [], strings: [] };
  switch (attribute.kind) {
    case 'int':
      return { ...empty, type: ATTRIBUTE_TYPE.int, i: attribute.value };
    case 'float':
      return { ...empty, type: ATTRIBUTE_TYPE.float, f: attribute.value };
    case 'string':
      return { ...empty, type: ATTRIBUTE_TYPE.string, s: attribute.value };
    case 'ints':
      return { ...empty, type: ATTRIBUTE_TYPE.ints, ints: [...attribute.value] };
    case 'graph':
      return { ...empty, type: ATTRIBUTE_TYPE.graph, g: graphProto(attribute.value, []) };
  }
}

function valueInfo(name: string, value: Value): ValueInfoProto {
  return {
    name,
    type: { tensorType: { elemType: DATA_TYPE[value.element], shape: { dim: dimensions(value.shape) } } },
  };
}

function dimensions(shape: Shape) {
  return shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
}

import { field, type Message, message } from './message.ts';
import type {
  AttributeProto,
  DimensionProto,
  GraphProto,
  ModelProto,
  NodeProto,
  OperatorSetId,
  StringEntry,
  TensorProto,
  TensorShapeProto,
  TensorTypeProto,
  TypeProto,
  ValueInfoProto,
} from './types.ts';
import { createReader, invalid } from './wire.ts';

/** Largest graph read: protobuf itself allows no more, and ours keep their tensors in another file. */
const MAX_MODEL_BYTES = 2 ** 31 - 1;

/** The bytes of an ONNX file. Protobuf allows 2 GB at most: large tensors belong into external data. */
export function encodeModel(model: ModelProto): Uint8Array {
  return MODEL.write(model);
}

/** @throws AppError `model_file_invalid` where the bytes are not an ONNX model. */
export function decodeModel(bytes: Uint8Array): ModelProto {
  if (bytes.length > MAX_MODEL_BYTES) throw invalid('it is larger than 2 GB');
  const model = MODEL.read(createReader(bytes));
  if (model.irVersion < 1 || model.opsetImport.length === 0) throw invalid('it is not an ONNX model');
  return model;
}

const EMPTY_GRAPH: GraphProto = { name: '', node: [], initializer: [], input: [], output: [] };

const DIMENSION: Message<DimensionProto> = message({
  dimValue: field.optionalInt(1),
  dimParam: field.optionalText(2),
});

const SHAPE: Message<TensorShapeProto> = message({ dim: field.messages(1, () => DIMENSION) });

const TENSOR_TYPE: Message<TensorTypeProto> = message({
  elemType: field.int(1),
  shape: field.optionalMessage(2, () => SHAPE),
});

const TYPE: Message<TypeProto> = message({ tensorType: field.optionalMessage(1, () => TENSOR_TYPE) });

const VALUE_INFO: Message<ValueInfoProto> = message({
  name: field.text(1),
  type: field.optionalMessage(2, () => TYPE),
});

const STRING_ENTRY: Message<StringEntry> = message({ key: field.text(1), value: field.text(2) });

const TENSOR: Message<TensorProto> = message({
  dims: field.ints(1),
  dataType: field.int(2),
  floatData: field.floats(4),
  int32Data: field.ints(5),
  int64Data: field.ints(7),
  name: field.text(8),
  rawData: field.optionalBytes(9),
  externalData: field.messages(13, () => STRING_ENTRY),
  dataLocation: field.int(14),
});

const ATTRIBUTE: Message<AttributeProto> = message({
  name: field.text(1),
  f: field.optionalFloat(2),
  i: field.optionalInt(3),
  s: field.optionalText(4),
  t: field.optionalMessage(5, () => TENSOR),
  g: field.optionalMessage(6, () => GRAPH),
  floats: field.floats(7),
  ints: field.ints(8),
  strings: field.texts(9),
  type: field.int(20),
});

const NODE: Message<NodeProto> = message({
  input: field.texts(1),
  output: field.texts(2),
  name: field.text(3),
  opType: field.text(4),
  attribute: field.messages(5, () => ATTRIBUTE),
  domain: field.text(7),
});

const GRAPH: Message<GraphProto> = message({
  node: field.messages(1, () => NODE),
  name: field.text(2),
  initializer: field.messages(5, () => TENSOR),
  input: field.messages(11, () => VALUE_INFO),
  output: field.messages(12, () => VALUE_INFO),
});

const OPERATOR_SET: Message<OperatorSetId> = message({ domain: field.text(1), version: field.int(2) });

const MODEL: Message<ModelProto> = message({
  irVersion: field.int(1),
  producerName: field.text(2),
  graph: field.message(7, () => GRAPH, EMPTY_GRAPH),
  opsetImport: field.messages(8, () => OPERATOR_SET),
});

/** The part of ONNX's protobuf messages that Foyer reads and writes; field names follow onnx.proto. */
export type ModelProto = {
  irVersion: number;
  producerName: string;
  opsetImport: OperatorSetId[];
  graph: GraphProto;
};

export type OperatorSetId = { domain: string; version: number };

export type GraphProto = {
  name: string;
  node: NodeProto[];
  initializer: TensorProto[];
  input: ValueInfoProto[];
  output: ValueInfoProto[];
};

export type NodeProto = {
  name: string;
  opType: string;
  /** Empty for `ai.onnx`. */
  domain: string;
  /** An empty name is an optional input left out. */
  input: string[];
  output: string[];
  attribute: AttributeProto[];
};

/** Which field of the attribute counts, by its `type`. */
export const ATTRIBUTE_TYPE = {
  float: 1,
  int: 2,
  string: 3,
  tensor: 4,
  graph: 5,
  floats: 6,
  ints: 7,
  strings: 8,
} as const;

export type AttributeProto = {
  name: string;
  type: number;
  f?: number | undefined;
  i?: number | undefined;
  s?: string | undefined;
  t?: TensorProto | undefined;
  g?: GraphProto | undefined;
  floats: number[];
  ints: number[];
  strings: string[];
};

export const DATA_TYPE = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
} as const;

export const DATA_LOCATION = { inline: 0, external: 1 } as const;

export type TensorProto = {
  name: string;
  dims: number[];
  dataType: number;
  /** Little-endian elements, where the tensor is inline. */
  rawData?: Uint8Array | undefined;
  floatData: number[];
  int32Data: number[];
  int64Data: number[];
  /** `location`, `offset`, `length`, where `dataLocation` is external. */
  externalData: StringEntry[];
  dataLocation: number;
};

export type StringEntry = { key: string; value: string };

export type ValueInfoProto = { name: string; type?: TypeProto | undefined };

export type TypeProto = { tensorType?: TensorTypeProto | undefined };

export type TensorTypeProto = { elemType: number; shape?: TensorShapeProto | undefined };

export type TensorShapeProto = { dim: DimensionProto[] };

/** A number, or a name that stands for the same number wherever it appears. */
export type DimensionProto = { dimValue?: number | undefined; dimParam?: string | undefined };

/**
 * Purpose: the protobuf codec of ONNX: bytes <-> ModelProto.
 * Invariant: pure; untrusted bytes are either a model or one clear error, within the limits named in wire.ts.
 * Must never know: what a graph computes.
 */
export { decodeModel, encodeModel } from './codec.ts';
export {
  ATTRIBUTE_TYPE,
  type AttributeProto,
  DATA_LOCATION,
  DATA_TYPE,
  type DimensionProto,
  type GraphProto,
  type ModelProto,
  type NodeProto,
  type OperatorSetId,
  type TensorProto,
  type ValueInfoProto,
} from './types.ts';

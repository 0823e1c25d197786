import { invariant } from '../../base/index.ts';
import type { ElementType } from '../ir.ts';
import {
  constant,
  demand,
  dimension,
  fixed,
  microsoft,
  type OpFamily,
  replaceAxis,
  same,
  standard,
  tensor,
} from './rule.ts';

/** ONNX's number of a data type, as `Cast` takes it. */
export const CAST_TO = { float32: 1, int32: 6, int64: 7 } as const;

const CAST_ELEMENT = new Map<number, ElementType>([
  [CAST_TO.float32, 'float32'],
  [CAST_TO.int32, 'int32'],
  [CAST_TO.int64, 'int64'],
]);

/** Picking, reshaping and converting; no arithmetic. */
export const MOVEMENT = {
  Gather: standard({ axis: 'int' }, (inputs, { axis }) => {
    const [data, indices] = [inputs.at(0), inputs.at(1)];
    return [tensor(data.element, replaceAxis(data.shape, axis, indices.shape))];
  }),
  /** Rows of a table quantised along its last axis, as float32: data uint8 `[rows, width * bits / 8]`, indices, scales. */
  GatherBlockQuantized: microsoft(
    { bits: 'int', block_size: 'int', gather_axis: 'int', quantize_axis: 'int' },
    (inputs, { bits, block_size }) => {
      const [data, indices, scales] = [inputs.at(0), inputs.at(1), inputs.at(2)];
      demand(data, 'uint8', 2);
      demand(scales, 'float32', 2);
      const width = (fixed(data, 1) * 8) / bits;
      same(fixed(scales, 1), width / block_size, 'scales of a row');
      return [tensor('float32', [...indices.shape, width])];
    },
  ),
  Cast: standard({ to: 'int' }, (inputs, { to }) => {
    const element = CAST_ELEMENT.get(to);
    invariant(element, `Cast knows no type ${to}`);
    return [tensor(element, inputs.at(0).shape)];
  }),
  /** The sizes of the axes from `start` up to `end`. */
  Shape: standard({ start: 'int', end: 'int' }, (_inputs, { start, end }) => [
    tensor('int64', [end - start]),
  ]),
  /** Drops every axis of size 1. */
  Squeeze: standard({}, (inputs) => [
    tensor(
      inputs.at(0).element,
      inputs.at(0).shape.filter((size) => size !== 1),
    ),
  ]),
  /** To the constant shape of input 1, in which 0 keeps the axis. */
  Reshape: standard({}, (inputs) => {
    const data = inputs.at(0);
    const shape = constant(inputs.at(1)).map((size, axis) => (size === 0 ? dimension(data, axis) : size));
    return [tensor(data.element, shape)];
  }),
  /** Into the constant sizes of input 1. */
  Split: standard({ axis: 'int' }, (inputs, { axis }) => {
    const data = inputs.at(0);
    const sizes = constant(inputs.at(1));
    same(
      sizes.reduce((sum, size) => sum + size, 0),
      fixed(data, axis),
      'the sizes of a split',
    );
    return sizes.map((size) => tensor(data.element, replaceAxis(data.shape, axis, [size])));
  }),
} satisfies OpFamily;

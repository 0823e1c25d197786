import { invariant } from '../../base/index.ts';
import type { ElementType } from '../ir.ts';
import {
  broadcast,
  demand,
  dimension,
  elements,
  fixed,
  microsoft,
  numbers,
  type OpFamily,
  product,
  quotient,
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
  Shape: standard({ start: 'int', end: 'int' }, (inputs, { start, end }) => {
    return [tensor('int64', [end - start], inputs.at(0).shape.slice(start, end))];
  }),
  /** The numbers from input 0 up to input 1 in steps of input 2; used from 0 in steps of 1 only. */
  Range: standard({}, (inputs) => {
    const [start, step] = [numbers(inputs.at(0)), numbers(inputs.at(2))];
    invariant(start[0] === 0 && step[0] === 1, 'Range counts from 0 in steps of 1');
    return [tensor(inputs.at(1).element, elements(inputs.at(1)))];
  }),
  /** Drops every axis of size 1. */
  Squeeze: standard({}, (inputs) => {
    const { element, shape, elements: known } = inputs.at(0);
    const kept = shape.filter((size) => size !== 1);
    return [tensor(element, kept, known)];
  }),
  /** To the known shape of input 1, in which 0 keeps the axis and one -1 takes what is left. */
  Reshape: standard({}, (inputs) => {
    const data = inputs.at(0);
    const wanted = elements(inputs.at(1)).map((size, axis) => (size === 0 ? dimension(data, axis) : size));
    const known = wanted.filter((size) => size !== -1);
    const left = quotient(data.shape, known);
    invariant(known.length < wanted.length || left === 1, `[${data.shape}] does not fill [${wanted}]`);
    const shape = wanted.map((size) => (size === -1 ? left : size));
    return [tensor(data.element, shape)];
  }),
  Transpose: standard({ perm: 'ints' }, (inputs, { perm }) => {
    const data = inputs.at(0);
    invariant(
      perm.toSorted().join() === [...data.shape.keys()].join(),
      `[${perm}] orders no [${data.shape}]`,
    );
    const shape = perm.map((axis) => dimension(data, axis));
    return [tensor(data.element, shape)];
  }),
  /** Repeats along axes of size 1, to the known shape of input 1. */
  Expand: standard({}, (inputs) => [
    tensor(inputs.at(0).element, broadcast(inputs.at(0).shape, elements(inputs.at(1)))),
  ]),
  /** Vectors of known numbers end to end: sizes that become a shape. */
  Concat: standard({ axis: 'int' }, (inputs) => {
    const parts = Array.from({ length: inputs.count }, (_, index) => inputs.at(index));
    for (const part of parts) demand(part, 'int64', 1);
    const known = parts.flatMap((part) => elements(part));
    return [tensor('int64', [known.length], known)];
  }),
  /** The upper triangle of the last two axes, from the diagonal that input 1 numbers on; zeros below. */
  Trilu: standard({ upper: 'int' }, (inputs) => {
    demand(inputs.at(1), 'int64', 0);
    return [tensor(inputs.at(0).element, inputs.at(0).shape)];
  }),
  /** Of each row, the elements at the places its indices name. */
  GatherElements: standard({ axis: 'int' }, (inputs) => {
    demand(inputs.at(1), 'int64', inputs.at(0).shape.length);
    return [tensor(inputs.at(0).element, inputs.at(1).shape)];
  }),
  /** The other way round: adds elements (input 2) at the places that the indices name. */
  ScatterElements: standard({ axis: 'int', reduction: 'string' }, (inputs, { reduction }) => {
    invariant(reduction === 'add', 'ScatterElements is used to add only');
    same(product(inputs.at(1).shape), product(inputs.at(2).shape), 'the elements to add');
    return [tensor(inputs.at(0).element, inputs.at(0).shape)];
  }),
  /** Adds rows (input 2) to those that the indices `[.., 1]` name. */
  ScatterND: standard({ reduction: 'string' }, (inputs, { reduction }) => {
    invariant(reduction === 'add', 'ScatterND is used to add only');
    demand(inputs.at(1), 'int64');
    return [tensor(inputs.at(0).element, inputs.at(0).shape)];
  }),
  /** Into the constant sizes of input 1. */
  Split: standard({ axis: 'int' }, (inputs, { axis }) => {
    const data = inputs.at(0);
    const sizes = numbers(inputs.at(1));
    same(
      sizes.reduce((sum, size) => sum + size, 0),
      fixed(data, axis),
      'the sizes of a split',
    );
    return sizes.map((size) => tensor(data.element, replaceAxis(data.shape, axis, [size])));
  }),
} satisfies OpFamily;

import { describe, expect, test } from 'vitest';
import { AppError } from '../../../server/base/index.ts';
import {
  DATA_LOCATION,
  DATA_TYPE,
  decodeModel,
  encodeModel,
  type ModelProto,
} from '../../../server/onnx/index.ts';
import { seededRandom } from '../../support/random.ts';

const tensor = {
  floatData: [],
  int32Data: [],
  int64Data: [],
  externalData: [],
  dataLocation: DATA_LOCATION.inline,
};
const attribute = { floats: [], ints: [], strings: [] };

const body = {
  name: 'body',
  node: [{ name: 'n', opType: 'Identity', domain: '', input: ['a'], output: ['b'], attribute: [] }],
  initializer: [],
  input: [{ name: 'a', type: { tensorType: { elemType: DATA_TYPE.bool, shape: { dim: [] } } } }],
  output: [{ name: 'b', type: { tensorType: { elemType: DATA_TYPE.bool, shape: undefined } } }],
};

const model: ModelProto = {
  irVersion: 10,
  producerName: 'test',
  opsetImport: [
    { domain: '', version: 18 },
    { domain: 'com.microsoft', version: 1 },
  ],
  graph: {
    name: 'main',
    node: [
      {
        name: 'everything',
        opType: 'Loop',
        domain: 'com.microsoft',
        input: ['x', '', 'z'],
        output: ['y'],
        attribute: [
          { ...attribute, name: 'int', type: 2, i: -1 },
          { ...attribute, name: 'big', type: 2, i: 2 ** 52 },
          { ...attribute, name: 'float', type: 1, f: 0.5 },
          { ...attribute, name: 'text', type: 3, s: 'grüße' },
          { ...attribute, name: 'ints', type: 7, ints: [0, -2, 300] },
          { ...attribute, name: 'floats', type: 6, floats: [1.5, -0.25] },
          { ...attribute, name: 'texts', type: 8, strings: ['a', ''] },
          {
            ...attribute,
            name: 'tensor',
            type: 4,
            t: { ...tensor, name: 't', dims: [], dataType: 1, floatData: [2.5] },
          },
          { ...attribute, name: 'body', type: 5, g: body },
        ],
      },
    ],
    initializer: [
      { ...tensor, name: 'inline', dims: [2, 1], dataType: DATA_TYPE.uint8, rawData: Uint8Array.of(7, 255) },
      { ...tensor, name: 'empty', dims: [0], dataType: DATA_TYPE.int64, int64Data: [] },
      {
        ...tensor,
        name: 'external',
        dims: [3],
        dataType: DATA_TYPE.float32,
        externalData: [{ key: 'location', value: 'weights.bin' }],
        dataLocation: DATA_LOCATION.external,
      },
    ],
    input: [
      {
        name: 'x',
        type: {
          tensorType: {
            elemType: 1,
            shape: { dim: [{ dimValue: 0 }, { dimParam: 'batch' }, { dimValue: 4096 }] },
          },
        },
      },
    ],
    output: [],
  },
};

const bytes = encodeModel(model);

test('what is encoded is decoded the same', () => {
  expect(strip(decodeModel(bytes))).toEqual(strip(model));
});

test('unknown fields are skipped: an older reader reads a newer file', () => {
  const documented = Uint8Array.from([...bytes, 0x32, 0x02, 0x68, 0x69, 0x28, 0x05]);
  expect(strip(decodeModel(documented))).toEqual(strip(model));
});

test('numbers are read packed and one by one', () => {
  const attributeBytes = [0x0a, 0x01, 0x61, ...[0x40, 0x05, 0x40, 0x06], 0xa0, 0x01, 0x07];
  const nodeBytes = [0x2a, attributeBytes.length, ...attributeBytes];
  const graphBytes = [0x0a, nodeBytes.length, ...nodeBytes];
  const whole = [0x08, 0x0a, 0x3a, graphBytes.length, ...graphBytes, 0x42, 0x02, 0x10, 0x12];
  expect(decodeModel(Uint8Array.from(whole)).graph.node[0]?.attribute[0]?.ints).toEqual([5, 6]);
});

describe('untrusted bytes are a model or one clear error', () => {
  test('cut anywhere', () => {
    for (let length = 0; length < bytes.length; length++) expectModelOrRefusal(bytes.slice(0, length));
  });

  test('with any one byte changed', () => {
    const random = seededRandom(1);
    for (let index = 0; index < bytes.length; index++) {
      const changed = bytes.slice();
      changed[index] = Math.floor(random() * 256);
      expectModelOrRefusal(changed);
    }
  });

  test('noise', () => {
    const random = seededRandom(2);
    for (let round = 0; round < 2000; round++) {
      expectModelOrRefusal(Uint8Array.from({ length: 64 }, () => Math.floor(random() * 256)));
    }
  });

  test('nested deeper than the limit', () => {
    let inner: Uint8Array = new Uint8Array();
    for (let depth = 0; depth < 400; depth++) {
      inner = delimited(0x0a, delimited(0x2a, delimited(0x32, inner)));
    }
    expect(() => decodeModel(delimited(0x3a, inner))).toThrow(/nested too deeply/);
  });

  test('a length that promises more than there is', () => {
    expect(() => decodeModel(Uint8Array.of(0x3a, 0xff, 0xff, 0xff, 0xff, 0x07))).toThrow(
      /ends in the middle/,
    );
  });

  test('a number without end', () => {
    expect(() => decodeModel(Uint8Array.from([0x08, ...new Array<number>(12).fill(0xff)]))).toThrow(AppError);
  });

  test('nothing at all', () => {
    expect(() => decodeModel(new Uint8Array())).toThrow(/not an ONNX model/);
  });
});

function expectModelOrRefusal(candidate: Uint8Array): void {
  try {
    decodeModel(candidate);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(AppError);
    expect(thrown).toMatchObject({ code: 'model_file_invalid' });
  }
}

function delimited(tag: number, inner: Uint8Array): Uint8Array {
  const length: number[] = [];
  let rest = inner.length;
  while (rest >= 0x80) {
    length.push((rest & 0x7f) | 0x80);
    rest >>= 7;
  }
  return Uint8Array.from([tag, ...length, rest, ...inner]);
}

/** Absent and undefined are the same to a reader. */
function strip(value: ModelProto): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, entry: unknown) => (entry instanceof Uint8Array ? [...entry] : entry)),
  );
}

import { invariant } from '../base/index.ts';

/** A vector as `passages.embedding` keeps it: little-endian float32. */
export function vectorToBytes(vector: Float32Array): Uint8Array {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4);
  return bytes;
}

export function bytesToVector(bytes: Uint8Array): Float32Array {
  invariant(bytes.byteLength % 4 === 0, 'a stored vector is a whole number of float32');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const vector = new Float32Array(bytes.byteLength / 4);
  for (let index = 0; index < vector.length; index++) vector[index] = view.getFloat32(index * 4, true);
  return vector;
}

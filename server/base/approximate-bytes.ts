/**
 * About how many bytes a value of plain data takes when sent: strings two bytes a character, numbers eight.
 * Stops counting once past `limit`, so that a huge value costs no more than the limit to refuse.
 */
export function approximateBytes(value: unknown, limit = Number.POSITIVE_INFINITY): number {
  const waiting: unknown[] = [value];
  let bytes = 0;
  while (waiting.length > 0 && bytes <= limit) {
    const next = waiting.pop();
    if (typeof next === 'string') bytes += next.length * 2;
    else if (ArrayBuffer.isView(next) || next instanceof ArrayBuffer) bytes += next.byteLength;
    else if (typeof next === 'object' && next !== null) {
      bytes += 16;
      for (const [key, item] of Object.entries(next)) {
        bytes += Array.isArray(next) ? 0 : key.length * 2;
        waiting.push(item);
      }
    } else bytes += 8;
  }
  return bytes;
}

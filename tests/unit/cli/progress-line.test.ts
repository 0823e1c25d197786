import { expect, test } from 'vitest';
import { createProgressLine } from '../../../server/cli/progress-line.ts';
import { bytesText, table } from '../../../server/cli/text.ts';

function show(isTerminal: boolean): string {
  const lines: string[] = [];
  const output = { stdout() {}, stderr: (text: string) => void lines.push(text), isTerminal };
  const line = createProgressLine(output);
  for (let done = 0; done <= 1000; done += 1) line.show({ label: 'Downloading', done, total: 1000 });
  line.show({ label: 'Converting', done: 0, total: 0 });
  line.end();
  return lines.join('');
}

test('on a terminal one line is drawn over, and ended before the next begins', () => {
  const written = show(true);
  expect(written).toContain('100 %  Downloading\n');
  expect(written.split('\n')).toHaveLength(3);
});

test('elsewhere there are a few plain lines', () => {
  expect(show(false).trim().split('\n')).toEqual([
    'Downloading …',
    'Downloading: 25 %',
    'Downloading: 50 %',
    'Downloading: 75 %',
    'Downloading: 100 %',
    'Converting …',
  ]);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_500, '1.5 KB'],
  [271_000_000, '271 MB'],
  [3_400_000_000, '3.4 GB'],
])('%d bytes are %s', (bytes, text) => expect(bytesText(bytes)).toBe(text));

test('columns line up', () => {
  const rows = [
    ['id', 'role'],
    ['key_1', 'admin'],
  ];
  expect(table(rows)).toBe('id     role\nkey_1  admin\n');
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCorpus, readExamples, readQuestions } from '../../../../server/tuning/evaluation/rows.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-rows-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, text: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

test('rows keep their fields; blank lines, a byte order mark and CRLF do no harm', async () => {
  const path = await file(
    'corpus.jsonl',
    '\uFEFF{"id":"a","text":"One"}\r\n\r\n{"id":"b","title":"T","text":"Two","extra":1}\n',
  );
  expect(await readCorpus(path)).toEqual([
    { id: 'a', text: 'One' },
    { id: 'b', title: 'T', text: 'Two' },
  ]);
});

test('a bad row is named by file, line and field', async () => {
  const path = await file('q.jsonl', '{"id":"1","question":"Hi"}\n{"id":"2","question":5}\n');
  await expect(readQuestions(path)).rejects.toMatchObject({
    code: 'bad_request',
    details: { file: 'q.jsonl', line: 2, field: 'question' },
  });
  const nested = await file(
    'h.jsonl',
    '{"id":"1","question":"Hi","history":[{"role":"robot","content":"x"}]}\n',
  );
  await expect(readQuestions(nested)).rejects.toThrow(/h\.jsonl line 1, field "history\[0\]\.role"/);
});

test('what is no JSON, missing or used twice is said plainly', async () => {
  await expect(readCorpus(await file('x.jsonl', '{"id":'))).rejects.toThrow(
    /x\.jsonl line 1: This line is not JSON/,
  );
  await expect(readCorpus(join(folder, 'none.jsonl'))).rejects.toThrow(
    /none\.jsonl could not be read: there is no such file or folder\.$/,
  );
  const twice = await file('t.jsonl', '{"id":"a","text":"1"}\n\n{"id":"a","text":"2"}\n');
  await expect(readCorpus(twice)).rejects.toThrow(/id "a" is used in lines 1 and 3/);
  const list = await file('l.jsonl', '[{"id":"a","text":"1"}]\n');
  await expect(readCorpus(list)).rejects.toThrow(/l\.jsonl line 1: is no JSON object/);
  await expect(readCorpus(await file('none.jsonl', '\n\n'))).rejects.toThrow(/none\.jsonl holds no rows/);
});

test('numbers are ids as well, and a field that is null is absent', async () => {
  const path = await file(
    'n.jsonl',
    '{"id":7,"question":"Hi","history":null,"gold_ids":[1,"b"],"reference":null,"answerable":null}\n',
  );
  expect(await readQuestions(path)).toEqual([{ id: '7', question: 'Hi', gold_ids: ['1', 'b'] }]);
  await expect(readQuestions(await file('m.jsonl', '{"question":"Hi"}\n'))).rejects.toThrow(
    /m\.jsonl line 1, field "id": is missing\./,
  );
});

test.each([
  ['windows-1252', Buffer.from('{"id":"a","text":"Für \x93alle\x94"}\n', 'latin1')],
  ['UTF-16', Buffer.from('\uFEFF{"id":"a","text":"Für “alle”"}\r\n', 'utf16le')],
])('a file in %s is read as what it says', async (name, bytes) => {
  expect(await readCorpus(await file(`${name}.jsonl`, bytes))).toEqual([{ id: 'a', text: 'Für “alle”' }]);
});

test('examples as a spreadsheet writes them', async () => {
  const path = await file('s.csv', Buffer.from('Text;Intent\r\nGeöffnet?;hours\r\n\r\n', 'latin1'));
  expect(await readExamples(path)).toEqual([{ text: 'Geöffnet?', label: 'hours' }]);
});

test('examples are CSV with text and label', async () => {
  const path = await file('e.csv', 'text,label\n"Where, is my card?",card\nLost it,lost\n');
  expect(await readExamples(path)).toEqual([
    { text: 'Where, is my card?', label: 'card' },
    { text: 'Lost it', label: 'lost' },
  ]);
  await expect(readExamples(await file('bad.csv', 'text,label\nhello,\n'))).rejects.toMatchObject({
    details: { line: 2, field: 'label' },
  });
  await expect(readExamples(await file('cols.csv', 'sentence,label\nhello,x\n'))).rejects.toThrow(
    /field "text"/,
  );
});

import { expect, test } from 'vitest';
import { lessonFilesOf, writeZip } from '../../../../server/tuning/index.ts';
import { zipBytes } from '../../../support/zip-bytes.ts';

const csv = 'question,answer\n';

test('an archive is opened, and an attribution goes to its neighbours alone', async () => {
  const bytes = writeZip([
    { path: 'a/qna.yaml', text: 'version: 3' },
    { path: 'a/attribution.txt', text: 'Title of work: Pages\nLicense of the work: MIT\n' },
    { path: 'b/über.csv', text: csv },
    { path: 'b/readme.md', text: '# no lesson' },
  ]);
  const files = await lessonFilesOf([{ name: 'all.zip', bytes }]);
  expect(files.map(({ name, licence, origin }) => ({ name, licence, origin }))).toEqual([
    { name: 'a/qna.yaml', licence: 'MIT', origin: 'Pages' },
    { name: 'b/über.csv', licence: undefined, origin: undefined },
  ]);
  expect(new TextDecoder().decode(files[1]?.bytes)).toBe(csv);
});

test('an archive that lies about its size, or holds too much, is refused', async () => {
  const content = Buffer.from('x'.repeat(10_000));
  const liar = zipBytes([{ path: 'a.csv', content, claimedBytes: 10 }]);
  await expect(lessonFilesOf([{ name: 'a.zip', bytes: liar }])).rejects.toMatchObject({
    code: 'bad_request',
  });
  const bomb = zipBytes([{ path: 'a.csv', content, claimedBytes: 2 ** 31 }]);
  await expect(lessonFilesOf([{ name: 'a.zip', bytes: bomb }])).rejects.toMatchObject({ code: 'too_large' });
  const many = writeZip(Array.from({ length: 2_001 }, (_, index) => ({ path: `${index}.csv`, text: csv })));
  await expect(lessonFilesOf([{ name: 'a.zip', bytes: many }])).rejects.toMatchObject({ code: 'too_large' });
});

test('an attribution of one endless line takes no time', async () => {
  const text = `Title of work: a${' '.repeat(2_000_000)}b\r\nLicence of the work:  MIT \r\n`;
  const encode = (words: string) => new TextEncoder().encode(words);
  const [file] = await lessonFilesOf([
    { name: 'qna.yaml', bytes: encode('') },
    { name: 'attribution.txt', bytes: encode(text) },
  ]);
  expect(file).toMatchObject({ name: 'qna.yaml', licence: 'MIT' });
});

import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { type ArchiveWriter, writeArchive } from '../../../server/whole-bots/file/archive-writer.ts';
import { unzip } from '../../support/unzip.ts';

const MB = 2 ** 20;

test('an archive in the making holds an entry or two, not all that it has written', async () => {
  const entries = 50;
  const write = async (archive: ArchiveWriter) => {
    for (let number = 0; number < entries; number += 1) {
      await archive.add(`${number}`, [randomBytes(4 * MB)], { compress: false });
    }
  };
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  let written = 0;
  for await (const chunk of writeArchive(write)) {
    written += chunk.length;
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }
  expect(written).toBeGreaterThan(entries * 4 * MB);
  expect(most).toBeLessThan(120 * MB);
});

test('what fails while it is made ends the reading with that error, and leaving early ends the making', async () => {
  const failing = writeArchive(async (archive) => {
    await archive.add('a.txt', ['a']);
    throw new Error('The database is gone.');
  });
  await expect(Array.fromAsync(failing)).rejects.toThrow('The database is gone.');
  let ended = false;
  const endless = async (archive: ArchiveWriter) => {
    try {
      for (;;) await archive.add(`${archive.entries.length}`, [randomBytes(MB)]);
    } finally {
      ended = true;
    }
  };
  for await (const _ of writeArchive(endless)) break;
  expect(ended).toBe(true);
});

test('empty entries are entries too', async () => {
  const bytes = Buffer.concat(
    await Array.fromAsync(
      writeArchive(async (archive) => {
        await archive.add('empty', []);
        await archive.add('hollow', [Buffer.alloc(0), 'x']);
      }),
    ),
  );
  expect([...(await unzip(bytes))].map(([path, content]) => `${path}=${content}`)).toEqual([
    'empty=',
    'hollow=x',
  ]);
});

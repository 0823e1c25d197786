import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../server/base/index.ts';
import { startExtractor } from '../../../server/knowledge/index.ts';
import { silentLog } from '../../support/store.ts';

/** Real-world ugly documents; not part of the repository. */
const MESSY_FILES =
  process.env['FOYER_MESSY_FILES'] ?? join(import.meta.dirname, '../../../../shared/data/messy-files');
const hasMessyFiles = existsSync(MESSY_FILES);
if (!hasMessyFiles) console.warn(`Skipped: there are no messy files at ${MESSY_FILES}.`);

describe('the extractor process', () => {
  test('reads a file and splits it', async () => {
    await using extractor = startExtractor({ log: silentLog });
    const bytes = Buffer.from('# Returns\n\n## Boots\n\nSixty days.');
    expect(await extractor.read({ name: 'returns.md', bytes })).toEqual({
      title: 'Returns',
      mediaType: 'text/markdown',
      passages: [{ titlePath: ['Returns', 'Boots'], text: 'Sixty days.' }],
      warnings: [],
    });
  });

  test('a file that takes too much fails alone: the next is read', async () => {
    await using extractor = startExtractor({ log: silentLog, timeoutMs: 4_000 });
    const huge = Buffer.from(`<html><body>${'<p>x</p>'.repeat(3_000_000)}`);
    const failure: unknown = await extractor
      .read({ name: 'huge.html', bytes: huge })
      .catch((thrown) => thrown);
    expect(failure).toBeInstanceOf(AppError);
    expect(['timeout', 'too_large', 'unreadable_document']).toContain(
      failure instanceof AppError && failure.code,
    );
    const next = await extractor.read({ name: 'b.txt', bytes: Buffer.from('good') });
    expect(next.passages[0]?.text).toBe('good');
  });

  test('a file that needs more memory than it may have gets the process killed, and started again', async () => {
    await using extractor = startExtractor({ log: silentLog, maxMemoryBytes: 300 * 1024 * 1024 });
    const wide = Buffer.from(`<html><body>${'<p>x</p>'.repeat(1_500_000)}`);
    await expect(extractor.read({ name: 'wide.html', bytes: wide })).rejects.toMatchObject({
      code: 'unreadable_document',
    });
    const next = await extractor.read({ name: 'b.txt', bytes: Buffer.from('good') });
    expect(next.passages[0]?.text).toBe('good');
  });

  test('giving up ends the reading', async () => {
    await using extractor = startExtractor({ log: silentLog });
    const cancelled = extractor.read({ name: 'a.txt', bytes: Buffer.from('a') }, AbortSignal.abort());
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('once closed, also before its first file, it reads no more', async () => {
    const extractor = startExtractor({ log: silentLog });
    await extractor[Symbol.asyncDispose]();
    const late = extractor.read({ name: 'a.txt', bytes: Buffer.from('a') });
    await expect(late).rejects.toMatchObject({ code: 'shutting_down' });
  });

  test.skipIf(!hasMessyFiles)(
    'every messy file is text or a clear sentence, and none harms the next',
    async () => {
      await using extractor = startExtractor({ log: silentLog });
      const outcomes = new Map<string, string>();
      for (const name of await readdir(MESSY_FILES)) {
        const bytes = await readFile(join(MESSY_FILES, name));
        try {
          const { passages } = await extractor.read({ name, bytes });
          expect(passages.length, name).toBeGreaterThan(0);
          outcomes.set(name, 'text');
        } catch (thrown) {
          if (!(thrown instanceof AppError)) throw thrown;
          expect(
            ['unreadable_document', 'unsupported_type', 'too_large'],
            `${name}: ${thrown.message}`,
          ).toContain(thrown.code);
          expect(thrown.message).toMatch(/^[A-Z].*\.$/s);
          outcomes.set(name, thrown.code);
        }
      }
      expect(outcomes.get('password_protected.xlsx')).toBe('unreadable_document');
      expect(outcomes.get('fake-text-utf-32.txt')).toBe('text');
      expect(outcomes.get('pdf__multi-column-2p.pdf')).toBe('text');
      expect([...outcomes.values()].filter((outcome) => outcome === 'text').length).toBeGreaterThan(65);
    },
  );
});

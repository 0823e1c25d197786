import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { extractDocument } from '../../../server/knowledge/extract/extract-document.ts';
import { zipBytes } from '../../support/zip-bytes.ts';

async function extract(content: string | Uint8Array, name: string) {
  return await extractDocument({ bytes: Buffer.from(content), name });
}

async function failureOf(content: string | Uint8Array, name: string) {
  const failure: unknown = await extract(content, name).catch((thrown: unknown) => thrown);
  expect(failure).toMatchObject({ name: 'AppError' });
  return failure as { code: string; message: string };
}

function sample(name: string): Promise<Uint8Array> {
  return readFile(new URL(`../../../knowledge/larch-and-loft/documents/${name}`, import.meta.url));
}

describe('encodings', () => {
  const text = 'Größe: 38 € – passt\nzweite Zeile';
  const utf16be = Buffer.from(text, 'utf16le').swap16();
  const utf32le = Buffer.concat(
    [...text].map((sign) => Buffer.from(Uint32Array.of(sign.codePointAt(0) ?? 0).buffer)),
  );
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE with mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 LE', Buffer.from(text, 'utf16le')],
    ['UTF-16 BE with mark', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be])],
    ['UTF-32 LE with mark', Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), utf32le])],
    ['windows-1252', Buffer.from('Gr\xf6\xdfe: 38 \x80 \x96 passt\nzweite Zeile', 'latin1')],
  ])('%s is read', async (_, bytes) => {
    const { blocks, mediaType } = await extract(bytes, 'size.txt');
    expect(mediaType).toBe('text/plain');
    expect(blocks).toEqual([{ kind: 'paragraph', text }]);
  });

  test('the page’s own charset counts', async () => {
    const page = Buffer.concat([
      Buffer.from('<html><head><meta charset="shift_jis"></head><body><p>'),
      Buffer.from([0x93, 0xfa, 0x96, 0x7b]),
      Buffer.from('</p></body></html>'),
    ]);
    expect((await extract(page, 'x.html')).blocks).toEqual([{ kind: 'paragraph', text: '日本' }]);
  });
});

describe('HTML', () => {
  test('furniture goes, the page stays', async () => {
    const { title, blocks } = await extract(await sample('sizing-jackets.html'), 'sizing-jackets.html');
    const text = blocks.map((block) => block.text).join('\n');
    expect(title).toBe('Jacket and trouser sizes');
    expect(blocks.filter((block) => block.kind === 'heading')).toHaveLength(7);
    expect(text).toContain('Size: XS; Chest: 84–89 cm; Sleeve: 79 cm');
    expect(text).not.toMatch(/Sign in|Help topics|Popular in|cookie/i);
  });

  test('a page about cookies keeps its text', async () => {
    const { blocks } = await extract(await sample('cookies.html'), 'cookies.html');
    expect(blocks.length).toBeGreaterThan(5);
  });

  test('a menu of dishes is content, one of links is not', async () => {
    const html = `<main><ul class="menu"><li><a href="/">Home</a><li><a href="/book">Book a table</a></ul>
      <h1>Eat</h1><section id="menu"><h2>Mains</h2><ul><li>Pie with peas: £12</ul></section>
      <div class="social-care">We visit you at home.</div></main>`;
    const { blocks } = await extract(html, 'eat.html');
    expect(blocks.map(({ text }) => text)).toEqual([
      'Eat',
      'Mains',
      '- Pie with peas: £12',
      'We visit you at home.',
    ]);
  });

  test('a cell that spans rows stands in each of them, and the others stay under their columns', async () => {
    const html = `<main><h1>Prices</h1><table><tr><th>Who<th>Day<th>Price</tr>
      <tr><td rowspan="2">Adult<td>Weekday<td>£10</tr><tr><td>Weekend<td>£12</tr>
      <tr><td>Child<td rowspan="2" colspan="2">free</tr><tr><td>Baby</tr></table></main>`;
    const { blocks } = await extract(html, 'prices.html');
    expect(blocks.at(-1)?.text).toBe(
      'Who: Adult; Day: Weekday; Price: £10\nWho: Adult; Day: Weekend; Price: £12\nWho: Child; Day: free\nWho: Baby; Day: free',
    );
  });

  test('scripts and hidden parts are neither run nor read; lists nest; questions in <summary> are headings', async () => {
    const { blocks } = await extract(
      `<!doctype html><body><header><a href="/">Shop</a><h1>Help</h1></header><main>
       <script>document.write('evil')</script><p style="display:none">ghost</p>
       <ul><li>One<ul><li>Two</li></ul></li></ul>
       <details><summary>How long?</summary>Sixty days.</details></main><footer>Imprint</footer>`,
      'a.html',
    );
    expect(blocks).toEqual([
      { kind: 'list', text: '- One\n  - Two' },
      { kind: 'heading', level: 1, text: 'How long?' },
      { kind: 'paragraph', text: 'Sixty days.' },
    ]);
  });

  test('elements inside each other without end are refused, hundreds are read', async () => {
    const nested = (depth: number) => `<html><body>${'<div>'.repeat(depth)}deep`;
    expect(await failureOf(nested(100_000), 'bomb.html')).toMatchObject({ code: 'unreadable_document' });
    expect((await extract(nested(300), 'odd.html')).blocks).toEqual([{ kind: 'paragraph', text: 'deep' }]);
  });
});

describe('Markdown', () => {
  test('headings, lists, tables, code, front matter', async () => {
    const { title, blocks } = await extract(
      '---\ntitle: Care guide\n---\n# Washing\n\nUse *soap*.\n\n1. Rinse\n2. Dry\n\n| Item | Heat |\n|---|---|\n| Down | 30 |\n\n```\nwash --cold\n```\n',
      'care.md',
    );
    expect(title).toBe('Care guide');
    expect(blocks).toEqual([
      { kind: 'heading', level: 1, text: 'Washing' },
      { kind: 'paragraph', text: 'Use soap.' },
      { kind: 'list', text: '1. Rinse\n2. Dry' },
      { kind: 'table', text: 'Item: Down; Heat: 30' },
      { kind: 'code', text: 'wash --cold' },
    ]);
  });
});

describe('CSV', () => {
  test('questions and answers are sections of their own', async () => {
    const document = await extract('Question;Answer;Area\n"Dogs; cats?";Yes;Stores\nCats?;No;\n', 'faq.csv');
    expect(document.separateSections).toBe(true);
    expect(document.blocks).toEqual([
      { kind: 'heading', level: 2, text: 'Dogs; cats?' },
      { kind: 'paragraph', text: 'Yes\nArea: Stores' },
      { kind: 'heading', level: 2, text: 'Cats?' },
      { kind: 'paragraph', text: 'No' },
    ]);
  });

  test('rows of a table carry their column names', async () => {
    const { title, blocks } = await extract(
      'weight_up_to,price\n2 kg,£4\n10 kg,£8.50\n',
      'shipping-rates.csv',
    );
    expect(title).toBe('Shipping rates');
    expect(blocks).toEqual([
      { kind: 'table', text: 'weight up to: 2 kg; price: £4\nweight up to: 10 kg; price: £8.50' },
    ]);
  });
});

describe('PDF and Word', () => {
  test('a PDF’s headings, lists and tables come back; the running foot does not', async () => {
    const { title, blocks, mediaType } = await extract(
      await sample('ember-3-stove-manual.pdf'),
      'manual.bin',
    );
    const text = blocks.map((block) => block.text).join('\n');
    expect(mediaType).toBe('application/pdf');
    expect(title).toBe('Ember 3 stove: instructions');
    expect(blocks).toContainEqual({ kind: 'heading', level: 2, text: 'Connecting the canister' });
    expect(text).toContain('Part: Igniter; Number: 3112; Price: £7');
    expect(text).toContain('Weight: 289 g');
    expect(text).toContain(
      '1. Be outdoors, away from flames and other people.\n2. Hold the canister upright.',
    );
    expect(text).not.toMatch(/page \d/);
  });

  test('a Word file’s styles are headings', async () => {
    const { title, blocks } = await extract(await sample('rental.docx'), 'rental.docx');
    expect(title).toBe('Renting equipment');
    expect(blocks.filter((block) => block.kind === 'heading').length).toBeGreaterThan(3);
  });
});

describe('what cannot be read says so in a sentence', () => {
  const zip = (path: string, claimedBytes?: number) =>
    zipBytes([
      { path, content: Buffer.from('<x/>'), ...(claimedBytes === undefined ? {} : { claimedBytes }) },
    ]);
  test.each([
    ['empty', '', 'unreadable_document', /empty/],
    ['blank', ' \n\t ', 'unreadable_document', /blanks/],
    ['a cut PDF', '%PDF-1.7\n1 0 obj', 'unreadable_document', /damaged/],
    ['a cut zip', 'PK\u0003\u0004', 'unreadable_document', /damaged/],
    ['a spreadsheet without content', zip('xl/workbook.xml'), 'unreadable_document', /Excel/],
    ['a binary spreadsheet', zip('xl/workbook.bin'), 'unsupported_type', /xlsb/],
    ['a Word file without content', zip('word/document.xml'), 'unreadable_document', /Word/],
    ['a zip that unpacks to 4 GB', zip('word/document.xml', 4_000_000_000), 'too_large', /split/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]), 'unsupported_type', /picture/],
    ['noise', Buffer.from(Array.from({ length: 500 }, (_, n) => (n * 37) % 32)), 'unsupported_type', /text/],
    ['JSON', '{"a": [1, 2]}', 'unsupported_type', /JSON/],
  ])('%s', async (_, content, code, message) => {
    const failure = await failureOf(content, 'upload.bin');
    expect(failure).toMatchObject({ code, message: expect.stringMatching(message) });
  });
});

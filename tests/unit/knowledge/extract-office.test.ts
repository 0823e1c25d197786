import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { extractDocument } from '../../../server/knowledge/extract/extract-document.ts';
import { type ZipEntry, zipBytes } from '../../support/zip-bytes.ts';

/** Written by `tests/fixtures/make-office-files.py`. */
async function extract(name: string) {
  const bytes = await readFile(new URL(`../../fixtures/office/${name}`, import.meta.url));
  return await extractDocument({ bytes, name });
}

function zip(parts: Record<string, string>): Buffer {
  return zipBytes(Object.entries(parts).map(([path, content]) => ({ path, content: Buffer.from(content) })));
}

function odt(content: string): Buffer {
  return zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': content });
}

function ods(rows: string): Buffer {
  const table = `<table:table table:name="A">${rows}</table:table>`;
  return zip({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': `<d><office:body><office:spreadsheet>${table}</office:spreadsheet></office:body></d>`,
  });
}

function xlsx(sheet: string): Buffer {
  const relation = '<Relationship Id="r1" Type="x/worksheet" Target="s.xml"/>';
  return zip({
    'xl/workbook.xml': '<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': `<Relationships>${relation}</Relationships>`,
    'xl/s.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
  });
}

describe('office files', () => {
  test('PowerPoint: slides in the order shown, under their titles, with lists, tables and notes', async () => {
    const { title, blocks, warnings } = await extract('returns.pptx');
    expect(title).toBe('Returns, for new staff');
    expect(blocks).toEqual([
      { kind: 'heading', level: 1, text: 'Returns, for new staff' },
      { kind: 'heading', level: 1, text: 'What may come back' },
      {
        kind: 'list',
        text: '- Unworn boots, within 60 days\n  - With the label\n- Worn boots & shoes: never',
      },
      { kind: 'paragraph', text: 'Ask the shift lead.' },
      { kind: 'paragraph', text: 'Show the worn boot from the shop.' },
      { kind: 'heading', level: 1, text: 'Slide 3' },
      { kind: 'table', text: 'Country: France; Days: 30\nCountry: Norway; Days: 45' },
    ]);
    expect(warnings).toEqual(['Slide 4 is hidden and was left out.']);
  });

  test('Excel: cells as they are shown, sheets under their names, questions on their own, hidden sheets named', async () => {
    const { title, blocks, separateSections, warnings } = await extract('rental-prices.xlsx');
    expect(title).toBe('Rental prices');
    expect(separateSections).toBe(true);
    expect(blocks).toEqual([
      { kind: 'heading', level: 1, text: 'Prices 2026' },
      { kind: 'paragraph', text: 'Rental prices' },
      {
        kind: 'table',
        text: 'Item: Tent; Per day: £12.50; Deposit: 20%; Valid from: 1 March 2026\nItem: Stove; Per day: £1,204.00; Deposit: 10%; Valid from: 1 April 2026',
      },
      { kind: 'heading', level: 1, text: 'Questions' },
      { kind: 'heading', level: 2, text: 'May I bring a dog?' },
      { kind: 'paragraph', text: 'Yes, on a lead.' },
    ]);
    expect(warnings).toEqual(['The sheet "Cost" is hidden and was left out.']);
  });

  test('OpenDocument text: headings, numbered lists, tables and footnotes; no remarks, no deleted words', async () => {
    const { title, blocks } = await extract('boot-care.odt');
    expect(title).toBe('Caring for boots');
    expect(blocks).toEqual([
      { kind: 'heading', level: 1, text: 'Caring for boots' },
      { kind: 'heading', level: 2, text: 'Cleaning' },
      { kind: 'paragraph', text: 'Brush off the mud first. (A soft brush.)' },
      { kind: 'list', text: '1. Wet the boot.\n2. Let it dry.\n  1. Not near a stove.' },
      { kind: 'heading', level: 2, text: 'Oiling' },
      { kind: 'table', text: 'Boot: Leather; Oil: Twice a year' },
    ]);
  });

  test('OpenDocument sheets and slides', async () => {
    expect((await extract('opening-hours.ods')).blocks).toEqual([
      { kind: 'heading', level: 1, text: 'Leeds' },
      { kind: 'table', text: 'Day: Sunday; Open: 11 to 16' },
    ]);
    const slides = await extract('welcome.odp');
    expect(slides.title).toBe('Welcome to the shop');
    expect(slides.blocks).toEqual([
      { kind: 'heading', level: 1, text: 'Lockers' },
      { kind: 'paragraph', text: 'Your locker has your number.' },
    ]);
  });

  test('an e-book: chapters in reading order, without its table of contents', async () => {
    const { title, blocks } = await extract('hut-handbook.epub');
    expect(title).toBe('The hut handbook');
    expect(blocks).toEqual([
      { kind: 'heading', level: 1, text: 'Water' },
      { kind: 'paragraph', text: 'Boil it for five minutes.' },
      { kind: 'heading', level: 1, text: 'Wood' },
      { kind: 'list', text: '- Split it outside.' },
    ]);
  });

  test('rich text: styles, lists, tables, every alphabet; no pictures, no links’ addresses', async () => {
    const { title, blocks } = await extract('gift-cards.rtf');
    expect(title).toBe('Gift cards');
    expect(blocks).toEqual([
      { kind: 'heading', level: 1, text: 'Gift cards' },
      { kind: 'heading', level: 2, text: 'Buying one' },
      { kind: 'paragraph', text: 'A card costs £ 10 to €50 – no fee.\nCards last two years.' },
      { kind: 'list', text: '- In a shop\n- By post' },
      { kind: 'heading', level: 2, text: 'Values' },
      { kind: 'table', text: 'Card: Small; Value: 10' },
      { kind: 'paragraph', text: 'Привет' },
    ]);
  });

  test('an e-mail: who, when, the text, and what was attached is named', async () => {
    const { title, blocks, warnings } = await extract('supplier.eml');
    expect(title).toBe('New soles: what changes');
    expect(blocks).toEqual([
      { kind: 'paragraph', text: 'From: Jürgen Holz\nDate: 4 March 2026\nAttached: soles.pdf' },
      { kind: 'paragraph', text: 'The soles of the Königstein are glued, not sewn.' },
      { kind: 'table', text: 'Size: 42; From: April' },
    ]);
    expect(warnings).toEqual([
      'The attachment "soles.pdf" was not read. Save it and add it as a document of its own.',
    ]);
  });

  test('a scanned PDF is told from others although the scanner left its name on it', async () => {
    await expect(extract('scanned.pdf')).rejects.toMatchObject({
      code: 'unreadable_document',
      message: expect.stringMatching(/scanned.*Run text recognition \(OCR\)/),
    });
  });
});

describe('hostile office files', () => {
  const million = '<p>'.repeat(1_000_000);
  const lying: ZipEntry[] = [
    { path: 'ppt/presentation.xml', content: Buffer.alloc(50_000_000, 'a'), claimedBytes: 10 },
  ];
  test.each([
    ['a part that unpacks to more than it says', zipBytes(lying), 'unreadable_document', /damaged/],
    ['a part that wants to be a path', zip({ '../../etc/passwd': 'x' }), 'unreadable_document', /damaged/],
    ['XML without end', odt(`<d><office:body><office:text>${million}`), 'unreadable_document', /never end/],
    [
      'a filled row a million times',
      ods(
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>',
      ),
      'too_large',
      /rows/,
    ],
    ['a cell far out', xlsx('<row r="1"><c r="XFD1" t="str"><v>a</v></c></row>'), 'too_large', /columns/],
    ['rows without end', xlsx('<row><c t="str"><v>a</v></c></row>'.repeat(100_001)), 'too_large', /rows/],
    [
      'RTF groups without end',
      Buffer.from(`{\\rtf1 ${'{'.repeat(100_000)}`),
      'unreadable_document',
      /never end/,
    ],
    [
      'a locked e-book',
      zip({
        'META-INF/container.xml': '<rootfile full-path="a.opf"/>',
        'META-INF/encryption.xml': '<e><CipherReference URI="a.xhtml"/></e>',
        'a.opf': '<package><item id="a" href="a.xhtml"/><itemref idref="a"/></package>',
        'a.xhtml': 'x',
      }),
      'unreadable_document',
      /DRM/,
    ],
    [
      'an OpenDocument file with a password',
      zip({ 'content.xml': 'x', 'META-INF/manifest.xml': '<manifest:encryption-data/>' }),
      'unreadable_document',
      /password/,
    ],
    [
      'a presentation without slides',
      zip({ 'ppt/presentation.xml': '<p/>' }),
      'unreadable_document',
      /PowerPoint/,
    ],
    [
      'a mail of attachments only',
      'From: a@b.example\nSubject: x\nDate: x\nContent-Type: image/png\n\nx',
      'unreadable_document',
      /attachments/,
    ],
  ])('%s', async (_, content, code, message) => {
    const failure: unknown = await extractDocument({ bytes: Buffer.from(content), name: 'upload.eml' }).catch(
      (thrown: unknown) => thrown,
    );
    expect(failure).toMatchObject({ name: 'AppError', code, message: expect.stringMatching(message) });
  });

  test('entities of a file’s own are neither expanded nor fetched', async () => {
    const entities = Array.from({ length: 20 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(20)}">`);
    const { blocks } = await extractDocument({
      name: 'a.odt',
      bytes: odt(
        `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "lol"><!ENTITY f SYSTEM "file:///etc/passwd">${entities.join('')}]>
         <d><office:body><office:text><text:p>Before &l20; and &f; after</text:p></office:text></office:body></d>`,
      ),
    });
    expect(blocks).toEqual([{ kind: 'paragraph', text: 'Before &l20; and &f; after' }]);
  });
});

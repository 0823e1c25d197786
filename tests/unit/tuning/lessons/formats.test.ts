import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Lesson, type LessonContent, lessonFilesOf } from '../../../../server/tuning/index.ts';
import { checkedContent } from '../../../../server/tuning/lessons/checked-content.ts';
import { readCsv } from '../../../../server/tuning/lessons/formats/read-csv.ts';
import { readJsonl } from '../../../../server/tuning/lessons/formats/read-jsonl.ts';
import { readQna } from '../../../../server/tuning/lessons/formats/read-qna.ts';
import { writeCsv } from '../../../../server/tuning/lessons/formats/write-csv.ts';
import { writeJsonl } from '../../../../server/tuning/lessons/formats/write-jsonl.ts';
import { writeQna } from '../../../../server/tuning/lessons/formats/write-qna.ts';
import { readLessons } from '../../../../server/tuning/lessons/read-lessons.ts';

/** As lessons are kept: trimmed, not empty; whatever a person may type, and what formats trip over. */
const words = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        '\n',
        '"',
        ',',
        ';',
        '=1+1',
        "'",
        '- a',
        ': ',
        '# x',
        '|',
        '[1]',
        '{',
        '&a',
        '*',
        'yes',
        '3',
        '~',
        '\t',
        '---',
        '…',
      ),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((pieces) => pieces.join('').trim())
  .filter((text) => text !== '');
const line = words.map((text) => text.replace(/\s+/g, ' '));
const turn = fc.record({ role: fc.constantFrom('user' as const, 'assistant' as const), content: words });

const content = fc.record(
  {
    kind: fc.constantFrom('knowledge' as const, 'skill' as const),
    history: fc.array(turn, { minLength: 1, maxLength: 3 }),
    question: words,
    answer: words,
    context: words,
    documentName: line,
    task: words,
    origin: line,
    author: line,
    licence: line,
  },
  { requiredKeys: ['kind', 'question', 'answer', 'author'] },
);

function lessonOf(given: LessonContent, index: number): Lesson {
  const { author = '', ...rest } = checkedContent(given);
  const about = { id: `l${index}`, botId: 'bot', source: 'form', state: 'draft', version: 1 } as const;
  return { ...about, author, ...rest, contentHash: '', createdAt: 0, updatedAt: 0 } as Lesson;
}
const lessons = fc.array(content, { minLength: 1, maxLength: 5 }).map((all) => all.map(lessonOf));
const said = ({
  kind,
  history,
  question,
  answer,
  context,
  documentName,
  task,
  origin,
  author,
  licence,
}: Lesson) =>
  JSON.parse(
    JSON.stringify({ kind, history, question, answer, context, documentName, task, origin, author, licence }),
  );
const readBack = (given: LessonContent, index: number) => said(lessonOf(given, index));

describe('what goes out comes in again the same', () => {
  test.each([
    ['CSV', writeCsv, readCsv],
    ['JSONL', writeJsonl, readJsonl],
  ])('%s', (_, write, read) => {
    fc.assert(
      fc.property(lessons, (given) => {
        const { lessons: back, complaints } = read(write(given), 'file');
        expect(complaints).toEqual([]);
        expect(back.map((lesson, index) => readBack(lesson.content, index))).toEqual(given.map(said));
      }),
      { numRuns: 200 },
    );
  });

  test('qna.yaml, whatever it has a place for', async () => {
    await fc.assert(
      fc.asyncProperty(lessons, async (given) => {
        const { files, leftOut } = writeQna(given, 'Shop');
        const left = new Set(leftOut.map(({ lessonId }) => lessonId));
        const named = files.map(({ path, text }) => ({ name: path, bytes: new TextEncoder().encode(text) }));
        const back = (await lessonFilesOf(named)).flatMap(({ name, bytes, licence, origin }) =>
          readLessons(name, bytes).lessons.map(({ content: { ...rest }, documents }) => ({
            ...(licence && { licence }),
            ...(origin && { origin }),
            ...(documents?.[0] && { documentName: documents[0] }),
            ...rest,
          })),
        );
        const kept = given
          .filter(({ id }) => !left.has(id))
          .map((lesson) => {
            const { documentName, ...rest } = said(lesson);
            return lesson.kind === 'skill' || documentName === undefined ? rest : { ...rest, documentName };
          });
        const sorted = (rows: unknown[]) =>
          rows.map((row) => JSON.stringify(row, Object.keys(row as object).sort())).sort();
        expect(sorted(back.map(readBack))).toEqual(sorted(kept));
      }),
      { numRuns: 150 },
    );
  });
});

const leaf = (examples: string) => `version: 3
created_by: ann
domain: shop
document_outline: Returns
document:
  patterns:
  - returns.md
seed_examples:
${examples}`;
const seed = (number: number) => `- context: Boots ${number}
  questions_and_answers:
  - {question: a${number}?, answer: A}
  - {question: b${number}?, answer: B}
  - {question: c${number}?, answer: C}
`;
const seeds = [1, 2, 3, 4, 5].map(seed).join('');

describe('reading a qna.yaml', () => {
  test('a right one is read whole, a newline at the end or not', () => {
    expect(readQna(leaf(seeds), 'qna.yaml')).toMatchObject({ complaints: [], lessons: { length: 15 } });
    expect(readQna(leaf(seeds).trimEnd(), 'qna.yaml').complaints).toEqual([]);
  });

  test.each([
    ['an unknown field', leaf(`${seeds}licence: MIT\n`), { line: 34, column: 1, field: 'licence' }],
    [
      'an unknown field inside',
      leaf(seeds.replace('answer: B}', 'answer: B, score: 1}')),
      { line: 12, column: 32, field: 'seed_examples[0].questions_and_answers[1].score' },
    ],
    [
      'another version',
      leaf(seeds).replace('version: 3', 'version: 2'),
      { line: 1, column: 1, field: 'version', message: /must be 3/ },
    ],
    [
      'no author',
      leaf(seeds).replace('created_by: ann\n', ''),
      { line: 1, field: 'created_by', message: /missing/ },
    ],
    ['too few contexts', leaf(seed(1)), { line: 8, field: 'seed_examples', message: /has 1; .* at least 5/ }],
    [
      'too few questions',
      leaf(seeds.replace('  - {question: c1?, answer: C}\n', '')),
      { line: 10, field: 'seed_examples[0].questions_and_answers', message: /has 2; .* at least 3/ },
    ],
    [
      'a long context',
      leaf(seeds.replace('Boots 1', 'word '.repeat(501))),
      { line: 9, field: 'seed_examples[0].context', message: /501 words/ },
    ],
    [
      'a long answer',
      leaf(seeds.replace('answer: A', `answer: ${'word '.repeat(251)}`)),
      { line: 11, field: 'seed_examples[0].questions_and_answers[0].answer', message: /251 words/ },
    ],
    [
      'a number for an answer',
      leaf(seeds.replace('answer: A', 'answer: 42')),
      { line: 11, field: 'seed_examples[0].questions_and_answers[0].answer', message: /must be text/ },
    ],
    ['what is no YAML', `${leaf(seeds)}a: [1\n`, { line: 35, message: /not YAML/ }],
    ['a list', '- 1\n', { line: 1, message: /no qna.yaml/ }],
  ])('%s', (_, text, { message, ...place }: { line: number; message?: RegExp }) => {
    const { complaints } = readQna(text, 'qna.yaml');
    expect(complaints[0]).toMatchObject({ file: 'qna.yaml', ...place });
    if (message) expect(complaints[0]?.message).toMatch(message);
  });

  test('what a complaint is not about is still read', () => {
    const text = leaf(seeds.replace('answer: B}', 'answer: 5}'));
    expect(readQna(text, 'qna.yaml')).toMatchObject({ complaints: { length: 1 }, lessons: { length: 14 } });
  });

  test('references that would blow up the file are refused', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefg'
        .split('')
        .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdef'[index]}`)}]`),
    ].join('\n');
    expect(readQna(bomb, 'qna.yaml')).toMatchObject({
      lessons: [],
      complaints: [{ message: expect.stringMatching(/refers to its own/) }],
    });
  });
});

describe('reading tables and chats', () => {
  test('names of columns, separators, byte order mark and quotes as people have them', () => {
    const text =
      '\uFEFF Frage ; Antwort ; Document name;Shoe size\r\n"Kann ich ""alles"" zurückgeben?";Ja;returns.md;43\r\n;;;\r\n';
    expect(readCsv(text.replaceAll('\r\n', '\n'), 'f.csv')).toEqual({
      complaints: [],
      lessons: [
        {
          content: { question: 'Kann ich "alles" zurückgeben?', answer: 'Ja', documentName: 'returns.md' },
          line: 2,
          column: 1,
        },
      ],
    });
  });

  test.each([
    ['question,reply\na,b\n', { line: 1, field: 'answer' }],
    ['question,answer\n"two\nlines",x\na,\n', { line: 4, column: 2, field: 'answer' }],
    ['question,answer\na,b,c\n', { line: 2, column: 3 }],
    ['question,answer\n"a,b\n', { line: 2, message: expect.stringMatching(/damaged/) }],
    ['question,answer,history\na,b,hello\n', { line: 2, column: 3, field: 'history' }],
    ['question,answer\na,b\n\n\na,\n', { line: 5, column: 2, field: 'answer' }],
    ['question,answer,Frage\na,b,c\n', { line: 1, column: 3, field: 'question' }],
    ['\nsep=;\nquestion;answer\na;b\n;b\n', { line: 5, column: 1, field: 'question' }],
  ])('a table with a mistake: %j', (text, complaint) => {
    expect(readCsv(text, 'f.csv').complaints).toMatchObject([complaint]);
  });

  test.each([
    ['the separator that Excel names first', 'sep=;\r\nquestion;answer\r\na;b\r\n'],
    ['empty lines before semicolons', '\n\nquestion;answer\na;b\n'],
    ['empty cells beyond the columns', 'question,answer\na,b,,\n'],
    ['columns with names of JavaScript', 'question,answer,constructor,__proto__\na,b,c,d\n'],
  ])('a table with %s', (_, text) => {
    expect(readCsv(text, 'f.csv')).toMatchObject({
      lessons: [{ content: { question: 'a', answer: 'b' } }],
      complaints: [],
    });
  });

  test.each([
    ['a word without quotes', '{"messages": [{"role": "user", "content": nope}, {"role": "assistant"}]}', 44],
    ['a comma that is missing', '{"messages": [{"role": "user" "content": "a"}]}', 31],
    ['a quote that is never closed', '{"messages": [{"role": "user}]}', 31],
    ['one quote for another', "{'messages': []}", 2],
    ['a comma too many', '{"messages": [],}', 17],
    ['an end too early', '{"messages": [', 14],
  ])('the column of a mistake in a line is where it is: %s', (_, line, column) => {
    expect(readJsonl(line, 'f.jsonl').complaints).toMatchObject([{ line: 1, column }]);
  });

  test('a line that goes down without end is a complaint like any other', () => {
    const deep = `${'{"a":'.repeat(60_000)}1${'}'.repeat(60_000)}`;
    expect(readJsonl(deep, 'f.jsonl').complaints).toMatchObject([{ line: 1, field: 'messages' }]);
  });

  test('a file of two encodings is refused with the line, one of an older encoding is read', () => {
    const german = 'Gibt es Schlüssel?;Ja, für fünf Euro.\n';
    const head = 'question;answer\n';
    const older = Buffer.from(`${head}${german}`, 'latin1');
    expect(readLessons('f.csv', older).lessons[0]?.content.answer).toBe('Ja, für fünf Euro.');
    const mixed = Buffer.concat([
      Buffer.from(`${head}Wie groß ist es?;Zehn Füße.\n`),
      Buffer.from(german, 'latin1'),
    ]);
    expect(readLessons('f.csv', mixed)).toMatchObject({
      lessons: [],
      complaints: [{ line: 3, message: expect.stringMatching(/another encoding.*UTF-8/) }],
    });
    // An ß before a curly quotation mark is one letter in UTF-8, by chance.
    const chance = Buffer.concat([
      Buffer.from(head),
      Buffer.from([0x93, ...Buffer.from('Ma'), 0xdf, 0x93, 0x3b, 0x61, 0x0a]),
      Buffer.from([0x47, 0x72, 0x6f, 0xdf, 0x93, 0x3b, 0x61, 0x0a]),
    ]);
    expect(readLessons('f.csv', chance).complaints).toEqual([]);
  });

  test('a field that is null is absent', () => {
    const messages = [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'b' },
    ];
    const row = { messages, context: null, metadata: { licence: null, kind: 'skill' } };
    const { lessons, complaints } = readJsonl(JSON.stringify(row), 'f.jsonl');
    expect(complaints).toEqual([]);
    expect(lessons[0]?.content).toEqual({ question: 'a', answer: 'b', kind: 'skill' });
  });

  test('system turns are the task, earlier turns the history', () => {
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello.' },
      { role: 'user', content: [{ type: 'text', text: 'Open today?' }] },
      { role: 'assistant', content: 'Until six.', weight: 1 },
    ];
    const row = { messages, context: ['Hours:', '9 to 6'], document: 'hours.md' };
    expect(readJsonl(JSON.stringify(row), 'f.jsonl').lessons[0]?.content).toEqual({
      question: 'Open today?',
      answer: 'Until six.',
      history: messages.slice(1, 3),
      task: 'Be brief.',
      context: 'Hours:\n\n9 to 6',
      documentName: 'hours.md',
    });
  });

  test.each([
    ['{"messages": [}', { column: 15, message: expect.stringMatching(/not JSON/) }],
    ['{"prompt": "a"}', { field: 'messages', message: expect.stringMatching(/missing/) }],
    ['{"messages": [{"role": "tool", "content": "a"}]}', { field: 'messages[0].role' }],
    ['{"messages": [{"role": "user", "content": "a"}]}', { message: expect.stringMatching(/does not end/) }],
    [
      '{"messages": [{"role": "assistant", "content": "a"}]}',
      { message: expect.stringMatching(/no question/) },
    ],
    ['{"messages": []}', { message: expect.stringMatching(/nothing to learn/) }],
  ])('a chat with a mistake: %s', (text, complaint) => {
    expect(readJsonl(`\n${text}\n`, 'f.jsonl').complaints).toMatchObject([{ line: 2, ...complaint }]);
  });

  test.each([
    ['empty.csv', '', /empty/],
    ['qna.yaml', '# nothing\n', /empty/],
    ['head.csv', 'question,answer\n', /no lesson/],
    ['notes.txt', 'hello', /does not tell the format/],
    ['notes.constructor', 'hello', /does not tell the format/],
    ['list.jsonl', '[{"messages": []}]', /no JSON object/],
    ['image.csv', '\u0001\u0002\u0003\u0004', /not text/],
  ])('%s is refused with a reason', (name, text, message) => {
    const { lessons: none, complaints } = readLessons(name, new TextEncoder().encode(text));
    expect(none).toEqual([]);
    expect(complaints[0]?.message).toMatch(message);
  });
});

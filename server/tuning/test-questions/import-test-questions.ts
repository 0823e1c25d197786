import { recordAudit } from '../../audit/index.ts';
import type { Complaint } from '../../base/index.ts';
import { getBot } from '../../bots/index.ts';
import { redactRows } from '../lessons/redact-lessons.ts';
import { type LessonDeps, refusedRows } from '../lessons/types.ts';
import { checkedTest, testProblems } from './checked-test.ts';
import { type ReadTests, readTests, type TestFormat } from './read-tests.ts';
import { IS_A_LESSON, planSave, type SaveOutcome, savePlanned } from './save-tests.ts';

/** Told of one file; who made more mistakes in it mends these first. */
const MAX_COMPLAINTS = 200;
/** A file so called holds the tests that must never fail. */
const MUST_PASS_FILE = /(^|[/\\])must-pass\.\w+$/;

export type ImportTestsInput = {
  actor: string;
  botId: string;
  files: readonly { name: string; bytes: Uint8Array }[];
  /** By each file's name when absent. */
  format?: TestFormat;
  /** Keeps what is right in a file that has something wrong in it; else such a file changes nothing. */
  skipInvalid?: boolean;
};

export type TestFileReport = {
  file: string;
  /** False when something was wrong and nothing of the file was kept. */
  kept: boolean;
  added: number;
  changed: number;
  alreadyThere: number;
  /** Rows with something wrong. */
  refused: number;
  /** The first of them, line by line; a row may have several. */
  complaints: Complaint[];
};

export type ImportTestsReport = {
  added: number;
  changed: number;
  alreadyThere: number;
  refused: number;
  files: TestFileReport[];
};

const PROBLEMS: Partial<Record<SaveOutcome, Pick<Complaint, 'field' | 'message'>>> = {
  'is-a-lesson': { field: 'question', message: IS_A_LESSON },
  'name-twice': { field: 'id', message: 'stands twice in this file; ids must be unique' },
};

/**
 * Brings test questions in from files: all of a file or nothing of it. A test is known by its id: importing it again with
 * other words changes it. Those of a file called `must-pass` must pass.
 * @throws AppError `not_found` when there is no such bot. What is wrong with a file stands in the report
 */
export async function importTestQuestions(
  deps: LessonDeps,
  input: ImportTestsInput,
): Promise<ImportTestsReport> {
  await getBot(deps, input.botId);
  const files: TestFileReport[] = [];
  for (const file of input.files) files.push(await importFile(deps, input, file));
  const sum = (count: 'added' | 'changed' | 'alreadyThere' | 'refused') =>
    files.reduce((total, file) => total + file[count], 0);
  return {
    added: sum('added'),
    changed: sum('changed'),
    alreadyThere: sum('alreadyThere'),
    refused: sum('refused'),
    files,
  };
}

async function importFile(
  deps: LessonDeps,
  { actor, botId, format, skipInvalid = false }: ImportTestsInput,
  { name: file, bytes }: { name: string; bytes: Uint8Array },
): Promise<TestFileReport> {
  const read = checked(file, readTests(file, bytes, format));
  const mustPass = MUST_PASS_FILE.test(file);
  const contents = read.tests.map(({ content }) => checkedTest({ mustPass, ...content }));
  const tests = await redactRows(deps.store.db, botId, contents);
  const at = deps.clock.now();
  return deps.store.transact(async (tx) => {
    const plan = await planSave(tx, { botId, author: actor, at, tests });
    const clashes = read.tests.flatMap(({ line }, index): Complaint[] => {
      const problem = PROBLEMS[plan.outcomes[index] ?? 'there'];
      return problem === undefined ? [] : [{ file, line, column: 1, ...problem }];
    });
    const complaints = [...read.complaints, ...clashes];
    const kept = complaints.length === 0 || skipInvalid;
    const report = {
      file,
      kept,
      refused: refusedRows(complaints),
      complaints: complaints.slice(0, MAX_COMPLAINTS),
    };
    if (!kept) return { ...report, added: 0, changed: 0, alreadyThere: 0 };
    const count = (outcome: SaveOutcome) => plan.outcomes.filter((other) => other === outcome).length;
    const counts = { added: count('new'), changed: count('changed'), alreadyThere: count('there') };
    if (counts.added + counts.changed > 0) {
      await savePlanned(tx, plan, at);
      const details = { ...counts, refused: refusedRows(complaints) };
      await recordAudit(tx, { at, actor, verb: 'importTestQuestions', subject: `bot:${botId}`, details });
    }
    return { ...report, ...counts };
  });
}

function checked(file: string, { tests, complaints }: ReadTests): ReadTests {
  const all = [...complaints];
  const sound = tests.filter(({ content, line }) => {
    const problems = testProblems(content);
    for (const { field, message } of problems) all.push({ file, line, column: 1, field, message });
    return problems.length === 0;
  });
  return { tests: sound, complaints: all.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}

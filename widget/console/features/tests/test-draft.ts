import { linesOf } from '../../parts/lists.ts';
import type { NewTest, TestChanges, TestQuestion } from '../../queries/tests.ts';

/** A test as it stands in the form: lists are lines. */
export type TestDraft = {
  question: string;
  reference: string;
  mustInclude: string;
  goldDocuments: string;
  answerable: boolean;
  mustPass: boolean;
  split: TestQuestion['split'];
};

export const EMPTY_TEST: TestDraft = {
  question: '',
  reference: '',
  mustInclude: '',
  goldDocuments: '',
  answerable: true,
  mustPass: false,
  split: 'heldout',
};

export function draftOfTest(test: TestQuestion): TestDraft {
  const { question, reference = '', answerable, mustPass, split } = test;
  return {
    question,
    reference,
    answerable,
    mustPass,
    split,
    mustInclude: test.mustInclude.join('\n'),
    goldDocuments: test.goldDocuments.join('\n'),
  };
}

export function newTestOf({ reference, ...draft }: TestDraft): NewTest {
  return { ...fieldsOf(draft), ...(reference.trim() === '' ? {} : { reference }) };
}

/** An ideal answer that was emptied is taken away. */
export function testChangesOf({ reference, ...draft }: TestDraft): TestChanges {
  return { ...fieldsOf(draft), reference: reference.trim() === '' ? null : reference };
}

function fieldsOf({ mustInclude, goldDocuments, ...rest }: Omit<TestDraft, 'reference'>) {
  return { ...rest, mustInclude: linesOf(mustInclude), goldDocuments: linesOf(goldDocuments) };
}

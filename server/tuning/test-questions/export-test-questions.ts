import { allTestQuestions, type TestFilter } from './list-test-questions.ts';
import { questionRowOf } from './test-row.ts';

type Deps = Parameters<typeof allTestQuestions>[0];

/** One JSON object a line, as `foyer eval` and the import read it. */
export async function exportTestQuestions(deps: Deps, filter: TestFilter): Promise<string> {
  const tests = await allTestQuestions(deps, filter);
  return tests
    .map((test) => {
      const { mustPass, author } = test;
      return `${JSON.stringify({ ...questionRowOf(test), ...(mustPass && { must_pass: true }), author })}\n`;
    })
    .join('');
}

import type { Command } from 'commander';
import { estimateCells, readLabels, readShownReport, scoreLabels } from '../../tuning/index.ts';
import { table } from '../text.ts';
import type { CliDeps } from '../types.ts';

type Options = { report: string; labels: string };

const HELP = `
A label is a row {id, question, sentence, document, heading, supported, cited, answers: yes|partly|no, reason?}: one sentence that
the report of "foyer eval answers --out" shows, as a person judged it. Sentences without a label are counted and left out.

Example:
  $ foyer eval labels --report report.json --labels tests/fixtures/labelled-answers.jsonl`;

export function addEvalLabels(evaluation: Command, deps: CliDeps): void {
  evaluation
    .command('labels')
    .description(
      'what people said of the sentences in a report of answers: groundedness and citations by hand',
    )
    .requiredOption('-r, --report <file>', 'a report of eval answers, as JSON')
    .requiredOption('-l, --labels <file>', 'the labels')
    .option('--missing', 'also list the sentences that nobody has labelled')
    .addHelpText('after', HELP)
    .action((options: Options & { missing?: boolean }) => evaluateLabels(deps, options));
}

async function evaluateLabels(deps: CliDeps, options: Options & { missing?: boolean }): Promise<void> {
  const report = await readShownReport(options.report);
  const score = scoreLabels(report, await readLabels(options.labels));
  const reasons = Object.entries(score.reasons).toSorted((one, other) => other[1] - one[1]);
  const missing = score.unlabelled.map(({ id, sentence, document }) => `${id} (${document}): ${sentence}`);
  deps.output.stdout(
    [
      `${score.sentences} sentences shown, ${score.unlabelled.length} without a label`,
      '',
      table([
        ['by hand', 'value', '95 % interval', 'over'],
        ...Object.entries(score.measures).map(([name, value]) => [name, ...estimateCells(value)]),
      ]),
      '',
      `not borne out: ${reasons.map(([reason, count]) => `${reason} ${count}`).join(', ') || 'none'}`,
      ...(options.missing ? ['', ...missing] : []),
      '',
    ].join('\n'),
  );
}

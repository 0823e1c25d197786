import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import {
  type Estimate,
  type FittedDecision,
  fitOwnDecision,
  measureOwnDecision,
  rateText,
} from '../../tuning/index.ts';
import { ensureModel } from '../ensure-models.ts';
import { pickBot } from '../pick-bot.ts';
import { quietConfig } from '../quiet-config.ts';
import { table } from '../text.ts';
import type { CliDeps } from '../types.ts';

const ACTOR = 'system:cli';

type Options = { bot?: string; fit?: boolean; out?: string };

const HELP = `
Asks a bot's own test questions (foyer tests) of its decision, as it serves; no answer is worded. --fit first pulls the
decision towards its practice tests and approved lessons, and keeps that only where it is better in cross-validation. It
counts from then on, also instead of what the version that serves brought along; a version made later may bring its own.

Examples:
  $ foyer eval decision --bot larch-and-loft
  $ foyer eval decision --bot larch-and-loft --fit --out curve.json`;

export function addEvalDecision(evaluation: Command, deps: CliDeps): void {
  evaluation
    .command('decision')
    .description('when a bot answers and when it declines, on its own tests: what each threshold costs')
    .option('-b, --bot <id>', 'which bot, where there are several')
    .option('--fit', 'fit it on the bot’s own questions first')
    .option('-o, --out <file>', 'also write curve, reliability and every item as JSON')
    .addHelpText('after', HELP)
    .action((options: Options) => evaluateDecision(deps, options));
}

async function evaluateDecision(deps: CliDeps, options: Options): Promise<void> {
  const config = quietConfig(deps);
  await ensureModel(deps, config, config.models.embedder);
  await using context = await deps.openContext(config);
  const botId = await pickBot(deps, context, options.bot);
  if (options.fit)
    deps.output.stderr(fitLine(await fitOwnDecision(context, { actor: ACTOR, botId }, deps.signal)));
  const measured = await measureOwnDecision(context, { botId }, deps.signal);
  const { auroc, refusalRecall, falseRefusals, threshold, riskCoverage, questions, answerable } = measured;
  deps.output.stdout(
    [
      `${questions} questions, ${answerable} of them answerable; threshold ${threshold}`,
      `AUROC ${figure(auroc)}, refusal recall ${figure(refusalRecall)}, false refusals ${figure(falseRefusals)}`,
      '',
      table([
        ['answered', 'threshold', 'answered without one', 'false refusals', 'refusal recall'],
        ...riskCoverage.map((point) => [
          `${Math.round(point.coverage * 100)} %`,
          point.threshold.toFixed(3),
          point.risk.toFixed(3),
          rateText(point.falseRefusalRate),
          rateText(point.refusalRecall),
        ]),
      ]),
      '',
    ].join('\n'),
  );
  if (options.out) await writeFile(options.out, `${JSON.stringify(measured, null, 2)}\n`);
}

const SERVES: Record<FittedDecision['by'], string> = {
  own: 'what was fitted before',
  version: 'what the version that serves brought along',
  shipped: 'the shipped decision',
};

function fitLine({ questions, before, after, kept, dropped, by }: FittedDecision): string {
  if (before === null || after === null)
    return `${questions} own questions are too few to fit on; nothing changes: ${SERVES[by]} serves.\n`;
  const change = `AUROC ${before.toFixed(3)} shipped, ${after.toFixed(3)} fitted, over ${questions} own questions`;
  if (kept) return `${change}: kept.\n`;
  const gone = dropped ? ' What was fitted before is no better any more, and gone.' : '';
  return `${change}: not clearly better; ${SERVES[by]} serves.${gone}\n`;
}

function figure(estimate: Estimate): string {
  if (estimate === null) return '-';
  const { value, low, high } = estimate;
  return `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}

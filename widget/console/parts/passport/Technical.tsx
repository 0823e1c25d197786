import type { Passport } from '../../../../server/contract/index.ts';
import { msg, t } from '../../i18n/t.ts';
import { formatDuration } from '../format.ts';

const TIMING_LABEL: Record<string, string> = {
  search: msg('Search'),
  queue: msg('Waiting for the model'),
  prompt: msg('Reading the passages'),
  generate: msg('Writing'),
  firstSentence: msg('First sentence shown after'),
  total: msg('In all'),
};
const HASH_CHARACTERS = 12;

/** What is needed to explain the answer later, and to give the same one again. */
export function Technical({ passport }: { passport: Passport }) {
  const { model, embedder, ranker, prompt, generated, timingsMs } = passport;
  const reader = passport.decision.reading?.model;
  const rows: [string, string | undefined][] = [
    ...Object.entries(timingsMs).map(([name, ms]): [string, string] => [labelOf(name), formatDuration(ms)]),
    [t('Model'), model && `${model.id}, ${model.precision}, ${short(model.sha256)}`],
    [t('Search model'), embedder && `${embedder.id}, ${short(embedder.sha256)}`],
    [t('Finds the closest lines'), ranker && `${ranker.id}, ${ranker.precision}, ${short(ranker.sha256)}`],
    [t('Reads the closest lines'), reader && `${reader.id}, ${reader.precision}, ${short(reader.sha256)}`],
    [t('Settings version'), String(passport.settingsVersion)],
    [t('Knowledge version'), String(passport.indexVersion)],
    [
      t('Prompt'),
      prompt && t('{tokens} tokens, {hash}', { tokens: prompt.tokens, hash: short(prompt.sha256) }),
    ],
    [
      t('Written'),
      generated &&
        t('{tokens} tokens, ended by {reason}', { tokens: generated.tokens, reason: generated.reason }),
    ],
  ];
  return (
    <details className="technical">
      <summary>{t('Timings, model and versions')}</summary>
      <dl>
        {rows.map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </details>
  );
}

function labelOf(timing: string): string {
  const label = TIMING_LABEL[timing];
  return label === undefined ? timing : t(label);
}

function short(sha256: string): string {
  return sha256.slice(0, HASH_CHARACTERS);
}

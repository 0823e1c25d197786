import type { Passport } from '../../../../server/contract/index.ts';
import { formatDuration } from '../format.ts';

const TIMING_LABEL: Record<string, string> = {
  search: 'Search',
  queue: 'Waiting for the model',
  prompt: 'Reading the passages',
  generate: 'Writing',
  firstSentence: 'First sentence shown after',
  total: 'In all',
};
const HASH_CHARACTERS = 12;

/** What is needed to explain the answer later, and to give the same one again. */
export function Technical({ passport }: { passport: Passport }) {
  const { model, embedder, prompt, generated, timingsMs } = passport;
  const rows: [string, string | undefined][] = [
    ...Object.entries(timingsMs).map(([name, ms]): [string, string] => [
      TIMING_LABEL[name] ?? name,
      formatDuration(ms),
    ]),
    ['Model', model && `${model.id}, ${model.precision}, ${short(model.sha256)}`],
    ['Search model', embedder && `${embedder.id}, ${short(embedder.sha256)}`],
    ['Settings version', String(passport.settingsVersion)],
    ['Knowledge version', String(passport.indexVersion)],
    ['Prompt', prompt && `${prompt.tokens} tokens, ${short(prompt.sha256)}`],
    ['Written', generated && `${generated.tokens} tokens, ended by ${generated.reason}`],
  ];
  return (
    <details className="technical">
      <summary>Timings, model and versions</summary>
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

function short(sha256: string): string {
  return sha256.slice(0, HASH_CHARACTERS);
}

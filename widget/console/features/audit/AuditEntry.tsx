import type { AuditEntryBody } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { formatTime } from '../../parts/format.ts';
import { actorLabel, verbLabel } from './words.ts';

type Values = Readonly<Record<string, unknown>>;

/** One thing that was done: by whom, to what, and what it changed. */
export function AuditEntry({ entry }: { entry: AuditEntryBody }) {
  const { before, after, ...others } = entry.details;
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return (
    <li>
      <div className="row">
        <strong>{actorLabel(entry.actor, entry.actorName)}</strong>
        <span>{verbLabel(entry.verb)}</span>
        <span className="quiet">{entry.subjectName ?? entry.subject}</span>
        <time className="quiet small row-end" dateTime={new Date(entry.at).toISOString()}>
          {formatTime(entry.at)}
        </time>
      </div>
      {fields.length > 0 && (
        <dl className="changes small">
          {fields.map((field) => (
            <div key={field}>
              <dt>{field}</dt>
              <dd>
                {field in old && (
                  <del>
                    <span className="visually-hidden">{t('before:')} </span>
                    {textOf(old[field])}
                  </del>
                )}{' '}
                {field in now && (
                  <ins>
                    <span className="visually-hidden">{t('after:')} </span>
                    {textOf(now[field])}
                  </ins>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <details className="quiet small">
        <summary>{t('Details')}</summary>
        <code className="preserve">
          {JSON.stringify(
            { number: entry.sequence, actor: entry.actor, subject: entry.subject, ...others },
            null,
            2,
          )}
        </code>
      </details>
    </li>
  );
}

function valuesOf(value: unknown): Values {
  return typeof value === 'object' && value !== null ? (value as Values) : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

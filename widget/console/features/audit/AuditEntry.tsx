import type { AuditEntryBody } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { formatTime } from '../../parts/format.ts';
import { actorLabel, fieldLabel, valueText, verbLabel } from './words.ts';

type Values = Readonly<Record<string, unknown>>;

/** Fingerprints of files tell a machine that something changed, and people nothing: they stand among the details. */
const FOR_MACHINES = new Set(['contentHash']);

/** One thing that was done: by whom, to what, and what it changed. */
export function AuditEntry({ entry }: { entry: AuditEntryBody }) {
  const { before, after } = entry.details;
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const subject = entry.subjectName ?? nameIn(now) ?? nameIn(old);
  const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    (field) => !FOR_MACHINES.has(field) && !(field === 'name' && (now['name'] ?? old['name']) === subject),
  );
  return (
    <li>
      <div className="row">
        <strong>{actorLabel(entry.actor, entry.actorName)}</strong>
        <span>{verbLabel(entry.verb)}</span>
        {subject !== undefined && <span className="quiet">{subject}</span>}
        <time className="quiet small row-end" dateTime={new Date(entry.at).toISOString()}>
          {formatTime(entry.at)}
        </time>
      </div>
      {fields.length > 0 && (
        <dl className="changes small">
          {fields.map((field) => (
            <div key={field}>
              <dt>{fieldLabel(field)}</dt>
              <dd>
                {field in old && (
                  <del>
                    <span className="visually-hidden">{t('before:')} </span>
                    {valueText(old[field])}
                  </del>
                )}{' '}
                {field in now && (
                  <ins>
                    <span className="visually-hidden">{t('after:')} </span>
                    {valueText(now[field])}
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
            { number: entry.sequence, actor: entry.actor, subject: entry.subject, ...entry.details },
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

/** How something was called that is gone by now. */
function nameIn({ name }: Values): string | undefined {
  return typeof name === 'string' ? name : undefined;
}

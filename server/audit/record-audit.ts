import type { Kysely } from 'kysely';
import { redactPersonalData } from '../base/index.ts';
import type { Database } from '../store/index.ts';

/** A long text tells by its beginning what it was. */
const MAX_VALUE_CHARACTERS = 2_000;

type Values = Readonly<Record<string, unknown>>;

export type NewAuditEntry = {
  /** Milliseconds since the epoch. */
  at: number;
  /** Who did it: `user:<id>`, `key:<id>`, `system:<part>`. */
  actor: string;
  /** What was done, as the verb is called: `createBot`. */
  verb: string;
  /** What it was done to: `bot:<id>`. */
  subject: string;
  /** Ids, counts and names of fields; never personal values, secrets or the words of visitors. */
  details?: Values;
  /** What staff had set, and set now. Only what differs is kept, shortened, without what looks like personal data. */
  before?: Values;
  after?: Values;
};

/** Writes one entry in the caller's transaction: the change and its record are kept together or not at all. */
export async function recordAudit(tx: Kysely<Database>, entry: NewAuditEntry): Promise<void> {
  const { at, actor, verb, subject, details = {}, before, after } = entry;
  const values = { ...details, ...(before || after ? difference(before ?? {}, after ?? {}) : {}) };
  await tx
    .insertInto('audit_entries')
    .values({ at, actor, verb, subject, details: JSON.stringify(values) })
    .execute();
}

function difference(before: Values, after: Values): { before: Values; after: Values } {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  const pick = (values: Values) =>
    Object.fromEntries(
      changed.filter((field) => values[field] !== undefined).map((field) => [field, kept(values[field])]),
    );
  return { before: pick(before), after: pick(after) };
}

function kept(value: unknown): unknown {
  if (typeof value === 'string') {
    // Before it is cut: half an address is not known for one.
    const text = redactPersonalData(value);
    return text.length > MAX_VALUE_CHARACTERS ? `${text.slice(0, MAX_VALUE_CHARACTERS)}…` : text;
  }
  if (Array.isArray(value)) return value.slice(0, 50).map(kept);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, kept(inner)]));
}

import { z } from 'zod';

/** So many problems of one request are told; who mends those sends it again. */
const MAX_TOLD = 8;
/** Names of fields that are not known are the sender's own words. */
const MAX_FIELD_CHARS = 80;

const NOT_KNOWN = 'is not a known field, so check its spelling or leave it out';

const KINDS: Readonly<Record<string, string>> = {
  string: 'must be text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must have fields of its own',
  record: 'must have fields of its own',
  File: 'must be a file',
};

const FORMATS: Readonly<Record<string, string>> = {
  email: 'must be an e-mail address such as name@example.org',
  url: 'must be a web address such as https://example.org',
  date: 'must be a date such as 2026-12-31',
  datetime: 'must be a time such as 2026-12-31T09:00:00Z',
};

z.config({ localeError: plainWords });

/**
 * What zod finds, in words for people, for every schema that has none of its own: the end of a sentence that begins
 * with the name of the field.
 */
function plainWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : (KINDS[issue.expected] ?? unexpected());
    case 'invalid_value':
      return choiceOf(issue.values);
    case 'invalid_union':
      return choiceOf('options' in issue && Array.isArray(issue.options) ? issue.options : []);
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return FORMATS[issue.format] ?? unexpected();
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return `has fields that are not known here (${issue.keys.join(', ')})`;
    case 'invalid_key':
      return 'is not allowed as a name here';
    default:
      return unexpected();
  }
}

/** All that is wrong, field by field: `name is empty; contact.email is missing`. `whole` stands for what has no field. */
export function problemsOf(error: z.core.$ZodError, whole = 'value'): string {
  const problems = error.issues.flatMap((issue) => problemsOfOne(issue, whole));
  const told = problems.slice(0, MAX_TOLD);
  const more = problems.length - told.length;
  return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** A field that is not known is a problem of its own. */
function problemsOfOne(issue: z.core.$ZodIssue, whole: string): string[] {
  if (issue.code !== 'unrecognized_keys') return [`${fieldName(issue.path) || whole} ${issue.message}`];
  return issue.keys.map((key) => `${fieldName([...issue.path, key])} ${NOT_KNOWN}`);
}

/** `seed_examples[2].context` */
export function fieldName(path: readonly PropertyKey[]): string {
  const name = path.reduce<string>((before, part) => {
    if (typeof part === 'number') return `${before}[${part}]`;
    return before === '' ? String(part) : `${before}.${String(part)}`;
  }, '');
  return name.length > MAX_FIELD_CHARS ? `${name.slice(0, MAX_FIELD_CHARS)}…` : name;
}

function tooSmall({
  origin,
  minimum,
  exact,
  inclusive,
}: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>): string {
  if (origin === 'string') {
    if (exact) return `must have exactly ${shown(minimum)} characters`;
    return minimum === 1 ? 'is empty' : `must have at least ${shown(minimum)} characters`;
  }
  if (isNumber(origin))
    return inclusive === false ? `must be more than ${shown(minimum)}` : `must be at least ${shown(minimum)}`;
  if (origin === 'file') return 'is empty';
  return minimum === 1 ? 'must have at least 1 entry' : `must have at least ${shown(minimum)} entries`;
}

function tooBig({ origin, maximum, exact, inclusive }: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>): string {
  if (origin === 'string') {
    return exact
      ? `must have exactly ${shown(maximum)} characters`
      : `is longer than ${shown(maximum)} characters`;
  }
  if (isNumber(origin))
    return inclusive === false ? `must be less than ${shown(maximum)}` : `must be at most ${shown(maximum)}`;
  if (origin === 'file') return `is larger than ${shown(maximum)} bytes`;
  return maximum === 1 ? 'has more than 1 entry' : `has more than ${shown(maximum)} entries`;
}

/** 4,000 */
function shown(limit: number | bigint): string {
  return limit.toLocaleString('en');
}

function isNumber(origin: string): boolean {
  return origin === 'number' || origin === 'int' || origin === 'bigint';
}

function choiceOf(values: readonly unknown[]): string {
  if (values.length === 0) return unexpected();
  return values.length === 1 ? `must be ${values[0]}` : `must be one of these: ${values.join(', ')}`;
}

function unexpected(): string {
  return 'is not of the expected form';
}

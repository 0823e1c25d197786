import { z } from 'zod';

type Def = { type: string } & Record<string, unknown>;
type Refused = { schema: string; error: z.core.$ZodError };

const TOO_LONG = 'x'.repeat(60_000);
/** One of each kind, and what numbers, texts and lists go wrong by. */
const VALUES: readonly unknown[] = [
  undefined,
  null,
  true,
  '',
  'x',
  'not a/valid value',
  TOO_LONG,
  -1,
  0.5,
  1e15,
  Number.NaN,
  Number.MAX_SAFE_INTEGER * 2,
  [],
  [undefined],
  Array.from({ length: 10_000 }, () => 'x'),
  {},
  { unknownField: 1 },
  { kind: 'unknown', type: 'unknown' },
];

/** What a schema and each of its parts say of values that they do not take. */
export function refusalsOf(name: string, schema: z.core.$ZodType): Refused[] {
  return partsOf(name, schema).flatMap(([part, one]) =>
    VALUES.flatMap((value) => {
      const { error } = z.safeParse(one, value);
      return error === undefined ? [] : [{ schema: part, error }];
    }),
  );
}

function partsOf(
  name: string,
  schema: z.core.$ZodType,
  seen = new Set<unknown>(),
): [string, z.core.$ZodType][] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const def = schema._zod.def as unknown as Def;
  const inside = Object.entries((def['shape'] ?? {}) as Record<string, z.core.$ZodType>).map(
    ([key, part]): [string, z.core.$ZodType] => [`${name}.${key}`, part],
  );
  for (const part of ['innerType', 'element', 'valueType', 'keyType', 'in', 'out'].map((key) => def[key])) {
    if (isSchema(part)) inside.push([name, part]);
  }
  for (const option of (def['options'] ?? []) as z.core.$ZodType[]) inside.push([name, option]);
  return [[name, schema], ...inside.flatMap(([at, part]) => partsOf(at, part, seen))];
}

function isSchema(value: unknown): value is z.core.$ZodType {
  return value instanceof z.ZodType;
}

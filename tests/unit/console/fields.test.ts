import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fieldInGerman } from '../../../widget/console/i18n/de/server/fields.ts';

type Schema = { properties?: Record<string, Schema>; $ref?: string; [part: string]: unknown };
type Operation = {
  requestBody?: { content: Record<string, { schema: Schema }> };
  parameters?: { name: string; in: string }[];
};
type Interface = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

const file = join(import.meta.dirname, '../../../docs/openapi.json');
const { paths, components } = JSON.parse(readFileSync(file, 'utf8')) as Interface;

/** Every field of a schema, at any depth. */
function fieldsOf(schema: unknown, seen: Set<unknown>): string[] {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return [];
  seen.add(schema);
  const { $ref, properties = {} } = schema as Schema;
  const referred = $ref === undefined ? undefined : components.schemas[$ref.split('/').at(-1) ?? ''];
  const inside = [referred, ...Object.values(schema), ...Object.values(properties)];
  return [...Object.keys(properties), ...inside.flatMap((part) => fieldsOf(part, seen))];
}

test('every field that the console can send has a German name', () => {
  const staff = Object.entries(paths).filter(([path]) => /^\/api\/(admin|account)\b/.test(path));
  const operations = staff.flatMap(([, methods]) => Object.values(methods));
  const seen = new Set();
  const names = operations.flatMap(({ requestBody, parameters = [] }) => [
    ...Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => fieldsOf(schema, seen)),
    ...parameters.flatMap((parameter) => (parameter.in === 'query' ? [parameter.name] : [])),
  ]);
  expect(names.length).toBeGreaterThan(150);
  expect([...new Set(names)].filter((name) => fieldInGerman(name) === `„${name}“`)).toEqual([]);
});

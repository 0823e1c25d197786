import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { botSettingsSchema } from '../../../server/bots/index.ts';
import * as contract from '../../../server/contract/index.ts';
import { problemsOf } from '../../../server/contract/index.ts';
import * as botFile from '../../../server/whole-bots/file/format.ts';
import { deSaid } from '../../../widget/console/i18n/de/server/index.ts';
import { createSaid } from '../../../widget/console/i18n/said.ts';
import { t } from '../../../widget/console/i18n/t.ts';
import { refusalsOf } from '../../support/wrong-values.ts';

const JARGON =
  /\b(expected (string|number|array|object)|received|Invalid|Too (small|big)|Unrecognized|NaN|undefined|null|>=|<=|pattern)\b/;
/** Words of ours that stand in no German sentence. */
const ENGLISH =
  /\b(is|has|must|than|longer|entries|entry|characters|missing|empty|fields|field|text|list|number|whole|known|form|more|least|most|these|such|date|time|valid|request)\b/;

/** Choices stand as they are on the wire. */
const CHOICES = /eines hiervon sein: .*|muss [\w.-]+ sein\.$/;

const said = createSaid(deSaid, t);
const exported: Record<string, unknown> = { ...contract, ...botFile, botSettingsSchema };
const schemas = Object.entries(exported).flatMap(([name, value]) =>
  value instanceof z.ZodType ? [[name, value] as const] : [],
);

test('every schema of the contract is looked at', () => {
  expect(schemas.length).toBeGreaterThan(120);
});

describe('what a schema refuses is told in plain words, and in German to who reads German', () => {
  test.each(schemas)('%s', (name, schema) => {
    const refusals = refusalsOf(name, schema);
    expect(refusals.length).toBeGreaterThan(0);
    const told = new Set(refusals.flatMap(({ error }) => error.issues.map(({ message }) => message)));
    for (const message of told) {
      expect(message).not.toMatch(JARGON);
      expect(message, 'goes on where a name of a field stands').toMatch(/^(is|has|must) [^;]+[^.;]$/);
      const sentence = said(`The request is not valid. startUrl ${message}.`);
      expect(sentence).toMatch(/^Die Anfrage ist nicht gültig: „Adresse“ \p{Ll}/u);
      expect(sentence.replace(CHOICES, '')).not.toMatch(ENGLISH);
    }
  });
});

test('each field is named with what is wrong with it, and a field that nobody knows is one of them', () => {
  const schema = z.strictObject({
    name: z.string().min(1),
    contact: z.object({ email: z.email() }),
    questions: z.array(z.object({ text: z.string().max(3) })),
  });
  const wrong = { name: '', contact: {}, questions: [{ text: 'a' }, { text: 'long' }], admin: true };
  const { error = new z.ZodError([]) } = schema.safeParse(wrong);
  const problems = problemsOf(error);
  expect(problems).toBe(
    'name is empty; contact.email is missing; questions[1].text is longer than 3 characters; ' +
      'admin is not a known field, so check its spelling or leave it out',
  );
  expect(said(`These bot settings cannot be used: ${problems}.`)).toBe(
    'Diese Einstellungen lassen sich nicht verwenden: „Name“ ist leer; „Kontakt › E-Mail-Adresse“ fehlt; ' +
      '„Fragen › 2 › Text“ ist länger als 3 Zeichen; „admin“ ist kein bekanntes Feld; prüfen Sie die Schreibweise, oder lassen Sie es weg.',
  );
});

test('of very many problems the first are told, and how many more there are', () => {
  const { error = new z.ZodError([]) } = z.array(z.string()).safeParse(Array.from({ length: 500 }, () => 1));
  const problems = problemsOf(error);
  expect(problems).toMatch(/^\[0\] must be text; .*; and 492 more$/);
  expect(said(`The request is not valid. ${problems}.`)).toContain('; und 492 weitere.');
});

test('a large limit is written with its thousands apart, as the language of the console does it', () => {
  const { error = new z.ZodError([]) } = z
    .object({ name: z.string().max(4_000) })
    .safeParse({ name: 'x'.repeat(4_001) });
  const problems = problemsOf(error);
  expect(problems).toBe('name is longer than 4,000 characters');
  expect(said(`The request is not valid. ${problems}.`)).toMatch(/ist länger als 4[.,]000 Zeichen/);
});

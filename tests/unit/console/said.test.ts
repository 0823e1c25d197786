import { afterEach, beforeEach, expect, test } from 'vitest';
import { de } from '../../../widget/console/i18n/de/index.ts';
import { deSaid } from '../../../widget/console/i18n/de/server/index.ts';
import { activate, said, whenSentencesLoaded } from '../../../widget/console/i18n/t.ts';

const english = () => activate('en', { texts: {} });

beforeEach(async () => {
  activate('de', { texts: de, sentences: async () => deSaid });
  await whenSentencesLoaded();
});
afterEach(english);

test('in English a sentence stays as the server made it', () => {
  english();
  expect(said('The PDF is damaged. Save it again.')).toBe('The PDF is damaged. Save it again.');
});

test('what the server filled in is filled in again', () => {
  expect(said('The PDF has more than 2000 pages; split it into parts.')).toBe(
    'Das PDF hat mehr als 2000 Seiten; teilen Sie es.',
  );
  expect(said('Your role, editor, does not have the right "approve". Ask an admin of your team.')).toBe(
    'Ihre Rolle, Redaktion, hat das Recht „approve“ nicht. Fragen Sie einen Admin Ihres Teams.',
  );
});

test('sentences in a row are each found, also where one could pass for the beginning of the other', () => {
  const memory =
    'Teaching needs 3.1 GB of memory and 0.4 GB are free; close other programs, or use a smaller model.';
  const disk = 'Teaching needs 2.0 GB of disk and 0.1 GB are free in /srv/foyer; make room there.';
  expect(said(`${memory} ${disk}`)).toBe(
    'Das Lehren braucht 3.1 GB Arbeitsspeicher, frei sind 0.4 GB; schließen Sie andere Programme, oder verwenden Sie ein kleineres Modell. ' +
      'Das Lehren braucht 2.0 GB Platz auf der Festplatte, in /srv/foyer sind 0.1 GB frei; schaffen Sie dort Platz.',
  );
});

test('what is filled in is translated where it is a text of the server itself, and left where it is not', () => {
  const reason =
    'Only 12 test questions can be compared with the untaught model by key facts in the answers. Add 18 more with an ideal answer or key facts.';
  expect(said(`The gate has not found it better. ${reason}`)).toBe(
    'Die Schranke fand sie nicht besser. Nur 12 Testfragen lassen sich vergleichen (mit: das ungelehrte Modell; nach: Kernaussagen in den Antworten). Fügen Sie 18 weitere mit Musterantwort oder Kernaussagen hinzu.',
  );
  expect(said('There is already a test called "What is this?". Choose another name.')).toBe(
    'Einen Test namens „What is this?“ gibt es schon. Wählen Sie einen anderen Namen.',
  );
  expect(
    said(
      'Only 3 examples of an answer could be made of 1 approved lessons and the documents; at least 20 are needed. Most often: no page of this bot holds the answer (4); asks the same as … (2).',
    ),
  ).toBe(
    'Aus 1 freigegebenen Lektion und den Dokumenten ließen sich nur 3 Antworten als Beispiele machen; nötig sind mindestens 20. ' +
      'Am häufigsten: keine Seite dieses Bots enthält die Antwort (4); fragt dasselbe wie … (2).',
  );
});

test('why the bot decided as it did is German, what was read of the lines too', () => {
  const match = "closest passage 0.62, 80 % of the question's words found";
  const read = 'the closest lines, read once more, answer it with a likelihood of 12 %';
  expect(said(`weak match: ${match}; ${read}`)).toBe(
    'schwache Übereinstimmung: nächste Passage 0.62, 80 % der Wörter der Frage gefunden; ' +
      'die nächsten Zeilen, noch einmal gelesen, beantworten sie mit einer Wahrscheinlichkeit von 12 %',
  );
  expect(
    said(`question 1: good match: ${match}; ${read}; question 2: weak match: ${match}; ${read}`),
  ).not.toMatch(/closest|match/);
});

test('what is wrong with a file is German in each of its places, field by field', () => {
  expect(
    said(
      'Nothing was imported. In lessons.jsonl, line 2: This lesson cannot be kept: question is empty. ' +
        'In tests.jsonl, line 3: name is missing; kind must be text. In lessons.jsonl, line 4: this lesson stands in lessons.jsonl, line 2 already. There are 4 more.',
    ),
  ).toBe(
    'Es wurde nichts übernommen. In Zeile 2 von lessons.jsonl: Diese Lektion lässt sich nicht aufnehmen: „Frage“ ist leer. ' +
      'In Zeile 3 von tests.jsonl: „Name“ fehlt; „Art“ muss Text sein. In Zeile 4 von lessons.jsonl: diese Lektion steht schon in Zeile 2 von lessons.jsonl. Es gibt 4 weitere.',
  );
  expect(said('Nothing was imported. In bot.json: settings.answerThreshold must be at most 1.')).toBe(
    'Es wurde nichts übernommen. In bot.json: „Einstellungen › Antwortschwelle“ darf höchstens 1 sein.',
  );
});

test('a name that reads like a field with its problem stays as it is', () => {
  expect(said('There is already a test called "cart is empty". Choose another name.')).toContain(
    '„cart is empty“',
  );
});

test('a sentence that nobody knows stays English, and those beside it do not', () => {
  expect(said('Something new happened. The PDF has more than 10 pages; split it into parts.')).toBe(
    'Something new happened. Das PDF hat mehr als 10 Seiten; teilen Sie es.',
  );
  expect(said('')).toBe('');
});

test('a long text of many parts, which nobody knows, comes back at once and as it was', () => {
  const pages = 'Word (x) of it, and so: on in is. '.repeat(150).trim();
  expect(said(pages)).toBe(pages);
  expect(said(`There is already a test called "${pages}". Choose another name.`)).toBe(
    `Einen Test namens „${pages}“ gibt es schon. Wählen Sie einen anderen Namen.`,
  );
});

test('without the sentences, which are fetched apart, what the server says stays English', async () => {
  activate('de', { texts: de, sentences: () => Promise.reject(new TypeError('Failed to fetch')) });
  await whenSentencesLoaded();
  expect(said('The file is empty.')).toBe('The file is empty.');
});

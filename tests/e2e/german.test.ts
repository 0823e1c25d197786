import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { DECISION } from '../../server/answering/index.ts';
import { updateBotSettings } from '../../server/bots/index.ts';
import { serve } from '../../server/serve.ts';
import { judge } from '../../server/tuning/gate/judge.ts';
import { testsOf } from '../../server/tuning/gate/questions.ts';
import { insertComparison } from '../../server/tuning/gate/start-comparison.ts';
import type { Verdict } from '../../server/tuning/gate/types.ts';
import { approveLesson, createLesson, createTestQuestion, publish } from '../../server/tuning/index.ts';
import { readGround } from '../../server/tuning/versions/ground.ts';
import { de } from '../../widget/console/i18n/de/index.ts';
import { TEST_BOT_ID as botId, createTestApp, type TestApp } from '../support/app.ts';
import { openTestBrowser, type TestBrowser } from '../support/browser.ts';
import { answererReport, comparedItem, declinedItem } from '../support/compared.ts';
import { watchComplaints } from '../support/complaints.ts';
import { expectSoundWords, takePicture } from '../support/console-page.ts';
import { pdfBytes } from '../support/pdf-bytes.ts';
import { PASSWORD, setUpOwner } from '../support/people.ts';
import { insertVersionRow } from '../support/version-rows.ts';

let app: TestApp;
let server: Awaited<ReturnType<typeof serve>>;
let browser: TestBrowser;
let page: Page;
/** What is provoked here is refused, which browsers note. */
const complaints = watchComplaints('Failed to load resource');
vi.setConfig({ testTimeout: 240_000 });

beforeAll(async () => {
  const assetsDir = resolve(import.meta.dirname, '../../dist');
  app = await createTestApp({ backups: { folder: '/dev/null/backups' }, overrides: { assetsDir } });
  server = await serve(app.context);
  await setUpOwner(app);
  browser = await openTestBrowser();
  page = browser.page;
  complaints.watch(page);
  await page.addInitScript(() => localStorage.setItem('foyer:console-language', 'de'));
}, 240_000);

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
  await app?.[Symbol.asyncDispose]();
});

/** What a control is called in German. */
function named(english: string): string {
  return de[english] ?? expect.fail(`no German for “${english}”`);
}

async function open(path: string): Promise<void> {
  await page.goto(`${server.url}/console/${botId}/${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

async function insertVerdict(candidate: string, verdict: Verdict): Promise<void> {
  const { store, clock } = app.context;
  const at = clock.now();
  const questions = await testsOf({ store }, { botId, split: 'heldout' });
  const about = { actor: 'key:staff', botId, candidate, split: 'heldout', questions, at } as const;
  const { id } = await store.transact((tx) => insertComparison(tx, { ...about, state: 'running' }));
  const ground = JSON.stringify(await readGround(store.db, { botId, at }));
  const done = { state: 'done', ended_at: at, ground, verdict: JSON.stringify(verdict) } as const;
  await store.db.updateTable('comparisons').set(done).where('id', '=', id).execute();
}

/** Nothing sideways and nothing for axe on a narrow phone; pictures of a desk and of a phone. */
async function look(name: string): Promise<void> {
  await expectSoundWords(page, name);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await takePicture(page, `german-${name}-${width}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

test('a wrong password is refused in German, and the right one lets in', async () => {
  await page.goto(`${server.url}/console/`);
  await page.getByLabel('E-Mail').fill('owner@example.org');
  await page.getByLabel(named('Password'), { exact: true }).fill('not the password at all');
  const signIn = page.getByRole('button', { name: named('Sign in'), exact: true });
  await signIn.click();
  await page.getByText('E-Mail-Adresse oder Passwort stimmt nicht.').waitFor();
  await look('sign-in');
  await page.getByLabel(named('Password'), { exact: true }).fill(PASSWORD);
  await signIn.click();
  await page.getByRole('heading', { level: 1, name: named('Start') }).waitFor();
});

test('why documents could not be read stands in German, also after the page is loaded again', async () => {
  await open('knowledge');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      { name: 'broken.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 nothing more') },
      { name: 'scan.pdf', mimeType: 'application/pdf', buffer: pdfBytes() },
      { name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') },
    ]);
  await page.getByText('Das PDF ist beschädigt.').waitFor();
  await page.getByText('Das PDF ist gescannt: Es enthält Bilder von Seiten, keinen Text.').waitFor();
  await page.getByText('Das ist ein Bild; so etwas kann nicht gelesen werden. Speichern Sie den').waitFor();
  await page.reload();
  await page.getByText('Das PDF ist beschädigt.').waitFor();
  await look('knowledge');
});

test('what is wrong with a file of lessons is said in German, line by line', async () => {
  await open('lessons');
  await page.getByRole('button', { name: named('Bring in files') }).click();
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      {
        name: 'lessons.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('question,answer,extra\nA question?,\n'),
      },
      { name: 'words.csv', mimeType: 'text/csv', buffer: Buffer.from('frage,antwort\na,b\n') },
      { name: 'qna.yaml', mimeType: 'text/yaml', buffer: Buffer.from('version: 3\nseed_examples: 7\n') },
    ]);
  await page.getByRole('button', { name: named('Bring in'), exact: true }).click();
  await page.getByText('ist leer').first().waitFor();
  await page.getByText('muss eine Liste sein').first().waitFor();
  await look('import');
});

test('too few lessons to teach, and a backup that failed, are told in German', async () => {
  const lesson = {
    actor: 'key:author',
    botId,
    question: 'Can I return unworn boots?',
    answer: 'Within 30 days.',
  };
  const { id: lessonId } = await createLesson(app.context, lesson);
  await approveLesson(app.context, { actor: 'key:reviewer', botId, lessonId });
  await open('teach');
  await page.getByText('Aus weniger als').first().waitFor();
  await look('teach');

  await open('settings/backup');
  await page.getByRole('button', { name: named('Back up now') }).click();
  await page.getByText('Der Ordner der Sicherungen, /dev/null/backups, lässt sich nicht').first().waitFor();
  await look('backup');
});

test('why the gate did not find a version better is said in German where it is published', async () => {
  const asked = { question: 'Can I return boots?', mustInclude: ['30 days'] };
  await createTestQuestion(app.context, { actor: 'key:staff', botId, name: 'boots', ...asked });
  await insertVersionRow(app.context.store, { botId, id: 'tuned' });
  const both = [comparedItem('a', { rougeL: 0.4 }), comparedItem('b'), declinedItem('c', { mustPass: true })];
  const answerers = [
    answererReport(
      ['candidate'],
      [...both, comparedItem('d', { question: 'Was?', mustPass: true, keyFacts: 0 })],
    ),
    answererReport(['untuned', 'release'], both),
  ];
  await insertVerdict('tuned', judge(answerers));
  await open('compare');
  await page.getByRole('button', { name: named('Publish {version}').replace('{version}', 'tuned') }).click();
  const few = /Nur \d Testfragen lassen sich vergleichen \(mit: das ungelehrte Modell/;
  await page.getByText(few).first().waitFor();
  await page.getByText('Nicht bestanden: 1 Test, der bestanden werden muss: “Was?”.').waitFor();
  await look('publish');
});

test('what was fitted by hand when to answer is told to be kept beside what a version brings along', async () => {
  const { db } = app.context.store;
  const decision = { model: DECISION, questions: 60, declinedBefore: 0.28, declinedAfter: 0.05 };
  await insertVersionRow(app.context.store, { botId, id: 'brings' });
  await db
    .updateTable('model_versions')
    .set({ decision: JSON.stringify(decision), created_at: app.context.clock.now() })
    .where('id', '=', 'brings')
    .execute();
  const own = { bot_id: botId, model: JSON.stringify(DECISION), questions: 48, fitted_by: 'system:cli' };
  await db
    .insertInto('decision_models')
    .values({ ...own, fitted_at: 1 })
    .execute();
  await open('decision');
  await page.getByText('Aus 48 eigenen Fragen, von Hand angepasst').waitFor();
  await open('compare');
  await page.getByRole('button', { name: named('Publish {version}').replace('{version}', 'brings') }).click();
  await page
    .getByText('die Ihre Lektionen beantworten, lehnte der Bot 28 % ab, mit dieser Version 5 %')
    .waitFor();
  await page.getByText('Was von Hand angepasst wurde, bleibt erhalten').waitFor();
  await look('publish-decision');
  const versions = { ...app.context.versions, prepare: async () => undefined };
  const release = { actor: 'key:staff', botId, override: { reason: 'To look at it.' } };
  await publish(versions, { ...release, versionId: 'brings' });
  await open('decision');
  await page.getByText('ist nicht verloren').waitFor();
  await look('decision');
  await updateBotSettings(app.context, { actor: 'key:staff', botId, changes: { answerThreshold: 0.62 } });
  await publish(versions, { ...release, versionId: 'tuned' });
  await updateBotSettings(app.context, { actor: 'key:staff', botId, changes: { answerThreshold: 0.7 } });
  await open('compare');
  await page.getByRole('button', { name: named('Roll back'), exact: true }).click();
  await page.getByText('Auch die Antwortschwelle geht zurück, von 0,70 auf 0,50.').waitFor();
  await look('roll-back');
});

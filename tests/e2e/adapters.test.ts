import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Updateable } from 'kysely';
import { afterAll, beforeAll, test, vi } from 'vitest';
import { enqueueJob } from '../../server/jobs/index.ts';
import type { JobTable } from '../../server/store/index.ts';
import { TEST_BOT_ID as botId } from '../support/app.ts';
import { watchComplaints } from '../support/complaints.ts';
import { expectSoundPage, expectSoundWords, loadPage, takePicture } from '../support/console-page.ts';
import { type ConsoleSite, openConsoleSite } from '../support/console-site.ts';
import { fakeStages } from '../support/fake-teaching.ts';

const THEIRS = join(import.meta.dirname, '../fixtures/peft-folder');
const VERSION = `ver_${'7f3a'.repeat(8)}`;

let site: ConsoleSite;
/** Asking who is signed in is answered with 401 when nobody is. */
const complaints = watchComplaints('401');
vi.setConfig({ testTimeout: 240_000 });

/** A server whose base model never arrives, so that whatever is brought in stays on its way. */
beforeAll(async () => {
  const openBase = (signal?: AbortSignal) =>
    new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  const teachStages = { ...fakeStages().stages, openBase };
  site = await openConsoleSite(complaints, { overrides: { teachStages } });
}, 400_000);
afterAll(() => site?.[Symbol.asyncDispose]());

async function insertEnded(uploadId: string, columns: Updateable<JobTable>): Promise<void> {
  const actor = 'user:ada';
  const input = { uploadId, botId, actor, baseName: 'HuggingFaceTB/SmolLM2-135M-Instruct' };
  await site.app.context.store.transact(async (tx) => {
    const { id } = await enqueueJob(tx, { at: Date.now(), actor, kind: 'bring-adapter', botId, input });
    await tx
      .updateTable('jobs')
      .set({ state: 'done', ...columns })
      .where('id', '=', id)
      .execute();
  });
}

test('an adapter is sent and merged by the server; how each stands is told, in both languages', async () => {
  const { page, url } = site;
  const address = `${url}/console/${botId}/compare`;
  await loadPage(page, address);
  const send = async (names: readonly string[]) => {
    const files = names.map(async (name) => {
      return { name, mimeType: 'application/octet-stream', buffer: await readFile(join(THEIRS, name)) };
    });
    await page.locator('input[type=file]').setInputFiles(await Promise.all(files));
  };
  await send(['adapter_config.json']);
  await page.getByText('Send a zip of the folder').waitFor();
  complaints.forgive('400');
  await send(['adapter_config.json', 'adapter_model.safetensors']);
  await page.getByText('Being merged into the model').waitFor();

  await insertEnded('job_done', { progress: JSON.stringify({ done: 1, total: 1, note: VERSION }) });
  const misfit = 'The adapter adapter_model.safetensors does not fit the model: it holds no tensors.';
  await insertEnded('job_failed', { state: 'failed', error_code: 'bad_request', error_message: misfit });
  await page.getByText(`${VERSION} is there. It answers nobody until it is published.`).waitFor();
  await page.getByText(misfit).waitFor();
  await expectSoundPage(page, 'adapters');

  await page.addInitScript(() => localStorage.setItem('foyer:console-language', 'de'));
  await loadPage(page, address);
  await page.getByText('Wird ins Modell eingearbeitet').waitFor();
  await expectSoundWords(page, 'adapters-german');
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await takePicture(page, `german-adapters-${width}`);
  }
});

import { expect, test } from 'vitest';
import type { RunBody, RunDetailBody, RunEventBody } from '../../../server/contract/index.ts';
import { runJobs } from '../../../server/jobs/index.ts';
import { TEACH_JOB, teachJob } from '../../../server/tuning/index.ts';
import { describeApps, type OpenTestApp, type TestApp } from '../../support/app.ts';
import { fakeStages, roomyMachine, type TrainingScript } from '../../support/fake-teaching.ts';

const RUNS = '/api/admin/bots/shop/runs';

function openTaught(open: OpenTestApp, script: TrainingScript = {}): Promise<TestApp> {
  return open({ overrides: { teachStages: fakeStages(script).stages, machine: roomyMachine } });
}

const work = ({ context }: TestApp) =>
  runJobs(context, { [TEACH_JOB]: teachJob(context.teaching) }, { pollMs: 10, heartbeatMs: 50 });

async function eventsOf(response: Response): Promise<RunEventBody[]> {
  const text = await response.text();
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? ''));
}

describeApps('teaching over HTTP', (open) => {
  test('staff start a run and watch it to its end; a reader may look, and nothing more', async () => {
    await using app = await openTaught(open, { stepMs: 30 });
    const staff = await app.keyOf('staff');
    const reader = await app.keyOf('reader');
    const refused = await app.request(RUNS, { key: reader, body: {} });
    expect(refused.status).toBe(403);
    const started = await app.request(RUNS, { key: staff, body: { preset: 'gentle', seed: 3 } });
    expect(started.status).toBe(201);
    const run = (await started.json()) as RunBody;
    expect(run).toMatchObject({ botId: 'shop', state: 'waiting', settings: { preset: 'gentle', seed: 3 } });
    await using _worker = work(app);
    const watched = await app.request(`${RUNS}/${run.id}/events`, { key: reader });
    expect(watched.headers.get('content-type')).toContain('text/event-stream');
    const events = await eventsOf(watched);
    expect(events.at(-1)).toMatchObject({ type: 'run-progressed', run: { state: 'done' } });
    expect(events.some((event) => event.type === 'points-added')).toBe(true);
    const read = await app.request(`${RUNS}/${run.id}`, { key: reader });
    const detail = (await read.json()) as RunDetailBody;
    expect(detail.points).toHaveLength(6);
    expect(detail.versionId).toBe('version_1');
    const list = (await (await app.request(RUNS, { key: reader })).json()) as { runs: RunBody[] };
    expect(list.runs.map(({ id }) => id)).toEqual([run.id]);
  });

  test('pause, resume and cancel; an integrator may do none of them', async () => {
    await using app = await openTaught(open);
    const admin = await app.keyOf('admin');
    const integrator = await app.keyOf('integrator');
    const { id } = (await (await app.request(RUNS, { key: admin, body: {} })).json()) as RunBody;
    for (const [verb, state] of [
      ['pause', 'paused'],
      ['resume', 'waiting'],
      ['cancel', 'cancelled'],
    ] as const) {
      const address = `${RUNS}/${id}/${verb}`;
      expect((await app.request(address, { key: integrator, method: 'POST' })).status).toBe(403);
      const response = await app.request(address, { key: admin, method: 'POST' });
      expect(await response.json()).toMatchObject({ id, state });
    }
    const again = await app.request(`${RUNS}/${id}/cancel`, { key: admin, method: 'POST' });
    expect(again.status).toBe(409);
  });

  test('an estimate changes nothing; a second run waits for no one and is told which has the machine', async () => {
    await using app = await openTaught(open);
    const key = await app.keyOf('staff');
    const estimate = await app.request(`${RUNS}/estimate`, { key, body: { epochs: 1 } });
    expect(await estimate.json()).toMatchObject({ estimate: { epochs: 1, minutes: 1 }, notes: [] });
    const first = (await (await app.request(RUNS, { key, body: {} })).json()) as RunBody;
    const second = await app.request(RUNS, { key, body: {} });
    expect(second.status).toBe(409);
    expect(JSON.stringify(await second.json())).toContain(first.id);
    expect((await app.request(RUNS, { key, body: { epochs: 0 } })).status).toBe(400);
    expect((await app.request(RUNS, { key, body: { publish: true } })).status).toBe(400);
  });
});

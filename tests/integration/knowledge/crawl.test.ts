import { expect, test, vi } from 'vitest';
import { listAudit } from '../../../server/audit/index.ts';
import { ProcessLease, runJobs } from '../../../server/jobs/index.ts';
import {
  CRAWL_JOB,
  cancelCrawl,
  changeCrawl,
  crawlJob,
  createCrawl,
  deleteCrawl,
  getCrawl,
  listDocuments,
  search,
  setDocumentAudience,
  startCrawl,
} from '../../../server/knowledge/index.ts';
import { crawling, names, reasons, work } from '../../support/crawling.ts';
import { openTestKnowledge } from '../../support/knowledge.ts';
import { describeStores } from '../../support/store.ts';
import { gzipBomb, html, plain, redirect, slowBody, startTrapSite } from '../../support/trap-site.ts';

const botId = 'bot';
const actor = 'user:1';

describeStores('reading a site', (open) => {
  test('pages become documents whose source is their address; robots, patterns and kinds are kept to', async () => {
    await using knowledge = await openTestKnowledge(open);
    await using site = await startTrapSite({
      '/robots.txt': plain('User-agent: FoyerCrawler\nDisallow: /private\n\nUser-agent: *\nDisallow: /'),
      '/sitemap.xml': plain('<urlset><url><loc>URL/help/from-map</loc></url></urlset>'),
      '/help/': html('Help', 'Ask us about marmots.', [
        '/help/boots#top',
        '/help/print/boots',
        '/private/plans',
        'https://elsewhere.example/',
        '/help/photo.jpg',
        'mailto:a@b.example',
        '/shop/boots',
      ]),
      '/help/boots': html('Boots', 'Boots come back within sixty days.', ['/help/', '/help/hidden']),
      '/help/from-map': html('From the map', 'Nobody links here.'),
      '/help/hidden': (_, response) =>
        response
          .writeHead(200, { 'content-type': 'text/html' })
          .end(
            '<html><head><meta name="robots" content="noindex"></head><body><p>Hidden words.</p></body></html>',
          ),
      '/shop/boots': html('Shop', 'Buy.'),
    });
    site.pages.set('/sitemap.xml', plain(`<urlset><url><loc>${site.url}/help/from-map</loc></url></urlset>`));
    const deps = crawling(knowledge, site);
    const { id } = await createCrawl(deps, {
      botId,
      actor,
      startUrl: `${site.url}/help/`,
      include: ['/help'],
      exclude: ['/help/print'],
    });
    const crawl = await work(deps, id);
    expect(crawl).toMatchObject({ state: 'done', note: null, counts: { added: 3, queued: 0, failed: 0 } });
    expect(await names(deps, site)).toEqual(['/help/', '/help/boots', '/help/from-map']);
    expect(reasons(crawl, site)).toMatchObject({
      '/help/print/boots': 'skipped: The patterns leave this page out.',
      '/help/hidden': 'skipped: The page asks robots to leave it out.',
      '/shop/boots': 'skipped: The patterns leave this page out.',
    });
    expect(site.asked).not.toContain('/private/plans');
    expect(site.asked).not.toContain('/shop/boots');
    const { hits } = await search(deps, {
      botId,
      question: 'Within how many days may boots come back?',
      limit: 1,
    });
    expect(hits[0]?.url).toBe(`${site.url}/help/boots`);
    const entries = await listAudit(deps.store, { limit: 50 });
    expect(entries.map(({ verb }) => verb)).toContain('createCrawl');
  });

  test('a second run asks only what changed; what is gone answers no more, and comes back when it does', async () => {
    await using knowledge = await openTestKnowledge(open);
    await using site = await startTrapSite({
      '/': html('Home', 'Welcome.', ['/a', '/b', '/c'], '"1"'),
      '/a': html('A', 'The apricot is ripe.', [], '"a1"'),
      '/b': html('B', 'The badger sleeps.'),
      '/c': html('C', 'The cuckoo calls.', [], '"c1"'),
    });
    const deps = crawling(knowledge, site);
    const { id } = await createCrawl(deps, { botId, actor, startUrl: site.url });
    await work(deps, id);
    expect(await names(deps, site)).toEqual(['/', '/a', '/b', '/c']);
    site.pages.set('/a', html('A', 'The apple is ripe.', [], '"a2"'));
    site.pages.delete('/b');
    await startCrawl(deps, { botId, crawlId: id, actor });
    const second = await work(deps, id);
    expect(second.counts).toMatchObject({ changed: 1, gone: 1, unchanged: 2, added: 0 });
    expect(reasons(second, site)['/b']).toBe('gone: The site has no such page (404).');
    expect(await names(deps, site)).toEqual(['/', '/a', '/c']);
    const { hits } = await search(deps, { botId, question: 'What does the badger do?', limit: 5 });
    expect(hits.map(({ text }) => text).join()).not.toContain('badger');
    site.pages.set('/b', html('B', 'The badger sleeps.'));
    await startCrawl(deps, { botId, crawlId: id, actor });
    await work(deps, id);
    expect(await names(deps, site)).toEqual(['/', '/a', '/b', '/c']);
  });

  test('traps: loops, session ids, endless spaces, huge, slow and packed pages, other encodings', async () => {
    await using knowledge = await openTestKnowledge(open);
    await using site = await startTrapSite({
      '/': html('Home', 'Start here.', [
        '/loop-a',
        '/page?sid=1',
        '/page?PHPSESSID=2&utm_source=x',
        '/page;jsessionid=3',
        '/calendar?day=1',
        '/deep/deep/deep/deep/deep',
        '/huge',
        '/slow',
        '/bomb',
        '/cp1251',
        '/broken',
        '/busy',
        '/twin-1',
        '/twin-2',
      ]),
      '/loop-a': redirect('/loop-b'),
      '/loop-b': redirect('/loop-a'),
      '/page': html('Page', 'One page, whoever visits.'),
      '/calendar': (request, response) => {
        const day = Number(new URL(request.url ?? '', 'http://x').searchParams.get('day'));
        html(`Day ${day}`, `Nothing on day ${day}.`, [`/calendar?day=${day + 1}`])(request, response);
      },
      '/huge': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end(Buffer.alloc(3 * 1024 * 1024, 'a'));
      },
      '/slow': slowBody,
      '/bomb': gzipBomb(),
      '/cp1251': (_, response) =>
        response
          .writeHead(200, { 'content-type': 'text/html; charset=windows-1251' })
          .end(Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2])),
      '/broken': (_, response) =>
        response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end('x'),
      '/twin-1': html('Twin', 'The same words.'),
      '/twin-2': html('Twin', 'The same words.'),
    });
    let asked = 0;
    site.pages.set('/busy', (request, response) => {
      asked += 1;
      if (asked === 1) response.writeHead(503, { 'retry-after': '0' }).end();
      else html('Busy', 'Now there is time.')(request, response);
    });
    const deps = crawling(knowledge, site);
    const { id } = await createCrawl(deps, { botId, actor, startUrl: site.url, exclude: ['/nothing'] });
    const crawl = await work(deps, id);
    const why = reasons(crawl, site);
    expect(crawl.state).toBe('done');
    expect(why['/loop-a']).toMatch(/^skipped: The page leads to/);
    expect(site.asked.filter((path) => path.startsWith('/page'))).toHaveLength(1);
    expect(site.asked.filter((path) => path.startsWith('/calendar')).length).toBeLessThanOrEqual(60);
    expect(site.asked.filter((path) => path.startsWith('/deep'))).toEqual([]);
    expect(why['/huge']).toBe('failed: The page is larger than 1 MB.');
    expect(why['/bomb']).toBe('failed: The page is larger than 1 MB.');
    expect(why['/slow']).toMatch(/^failed: The page took longer/);
    expect(why['/broken']).toMatch(/^failed: /);
    expect(why['/twin-2']).toMatch(/^skipped: The same page as/);
    expect(asked).toBe(2);
    const texts = await deps.store.db.selectFrom('passages').select('text').execute();
    expect(texts.map(({ text }) => text)).toContain('Привет');
  });

  test('nothing inside the network is reached: not by address, by redirect, by name, or by another scheme', async () => {
    await using knowledge = await openTestKnowledge(open);
    await using inside = await startTrapSite({ '*': html('Secret', 'The vault code.') });
    await using site = await startTrapSite({
      '/': html('Home', 'Start.', ['/hop', '/metadata', '/file', `${inside.url}/direct`]),
      '/hop': redirect(`${inside.url}/secret`),
      '/metadata': redirect('http://169.254.169.254/latest/meta-data/'),
      '/file': redirect('file:///etc/passwd'),
    });
    const deps = crawling(knowledge, site);
    const refused = [
      'http://169.254.169.254/',
      'http://[::1]/',
      'http://10.0.0.1/',
      'http://2130706433/',
      inside.url,
    ];
    for (const startUrl of refused) {
      await expect(createCrawl(deps, { botId, actor, startUrl })).rejects.toThrow('inside the network');
    }
    for (const startUrl of ['file:///etc/passwd', 'ftp://example.org/', 'http://user:pass@example.org/']) {
      await expect(createCrawl(deps, { botId, actor, startUrl })).rejects.toThrow('Give the address');
    }
    const { id } = await createCrawl(deps, { botId, actor, startUrl: site.url });
    const crawl = await work(deps, id);
    expect(crawl.counts).toMatchObject({ added: 1 });
    expect(reasons(crawl, site)['/hop']).toMatch(/another site/);
    const named = {
      ...deps,
      crawling: { ...deps.crawling, resolve: async () => [{ address: '127.0.0.1', family: 4 }] },
    };
    const rebound = await createCrawl(named, {
      botId,
      actor,
      startUrl: inside.url.replace('127.0.0.1', 'rebind.example'),
    });
    expect(await work(named, rebound.id)).toMatchObject({
      state: 'failed',
      error: { message: expect.stringContaining('inside the network') },
    });
    expect(inside.asked).toEqual([]);
  });

  test('a run that was broken off goes on with what was not read; a stopped one stays stopped', async () => {
    await using knowledge = await openTestKnowledge(open);
    const links = Array.from({ length: 12 }, (_, number) => `/${number}`);
    await using site = await startTrapSite({ '/': html('Home', 'Start.', links) });
    for (const link of links) site.pages.set(link, html(`Page ${link}`, `Words of page ${link}.`));
    const deps = crawling(knowledge, site, { delayMs: 40 });
    const { id } = await createCrawl(deps, { botId, actor, startUrl: site.url });
    {
      // Disposed in the middle, as a server that stops.
      await using _runner = runJobs(
        { ...deps, lease: new ProcessLease(deps) },
        { [CRAWL_JOB]: crawlJob(deps) },
        { pollMs: 10 },
      );
      await vi.waitFor(() => expect(site.asked.length).toBeGreaterThan(6), { timeout: 20_000 });
    }
    const before = (await listDocuments(deps, { botId })).length;
    expect(before).toBeGreaterThan(0);
    expect((await getCrawl(deps, { botId, crawlId: id })).state).toBe('running');
    const crawl = await work(deps, id);
    expect(crawl.counts).toMatchObject({ added: 13, queued: 0, failed: 0 });
    // At most the page that was being read is asked for twice.
    expect(site.asked.filter((path) => links.includes(path)).length).toBeLessThanOrEqual(13);

    await startCrawl(deps, { botId, crawlId: id, actor });
    await expect(startCrawl(deps, { botId, crawlId: id, actor })).rejects.toMatchObject({ code: 'conflict' });
    expect(await cancelCrawl(deps, { botId, crawlId: id, actor })).toMatchObject({ state: 'cancelled' });
    const asked = site.asked.length;
    {
      await using _runner = runJobs(
        { ...deps, lease: new ProcessLease(deps) },
        { [CRAWL_JOB]: crawlJob(deps) },
        { pollMs: 10 },
      );
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(site.asked.length).toBe(asked);
    expect(await getCrawl(deps, { botId, crawlId: id })).toMatchObject({ state: 'cancelled' });
  });

  test('limits end a run and say so; a site without its start fails and loses nothing; a schedule plans the next', async () => {
    await using knowledge = await openTestKnowledge(open);
    await using site = await startTrapSite({
      '/': html('Home', 'Start.', ['/1', '/2', '/3']),
      '/1': html('One', 'First.'),
      '/2': html('Two', 'Second.'),
      '/3': html('Three', 'Third.'),
    });
    const deps = crawling(knowledge, site);
    const { id } = await createCrawl(deps, { botId, actor, startUrl: site.url, maxPages: 2 });
    expect(await work(deps, id)).toMatchObject({ note: expect.stringContaining('2 pages'), nextRunAt: null });
    await changeCrawl(deps, { botId, crawlId: id, actor, schedule: 'daily', maxPages: 10 });
    const planned = await getCrawl(deps, { botId, crawlId: id });
    expect(planned).toMatchObject({ state: 'done', schedule: 'daily', nextRunAt: expect.any(Number) });
    site.pages.set('/', (_, response) => response.writeHead(500).end());
    await startCrawl(deps, { botId, crawlId: id, actor });
    const failed = await work(deps, id);
    expect(failed).toMatchObject({
      state: 'failed',
      error: { code: 'source_failed' },
      nextRunAt: expect.any(Number),
    });
    expect(await names(deps, site)).toHaveLength(2);
    await deleteCrawl(deps, { botId, crawlId: id, actor, withDocuments: true });
    expect(await listDocuments(deps, { botId })).toEqual([]);
  });

  test('a robots.txt that cannot be had keeps us away', async () => {
    await using knowledge = await openTestKnowledge(open);
    await using site = await startTrapSite({
      '/robots.txt': (_, response) => response.writeHead(500).end(),
      '/': html('Home', 'Start.'),
    });
    const deps = crawling(knowledge, site);
    const { id } = await createCrawl(deps, { botId, actor, startUrl: site.url });
    expect(await work(deps, id)).toMatchObject({
      state: 'failed',
      error: { message: expect.stringContaining('robots.txt') },
    });
    expect(site.asked).toEqual(['/robots.txt']);
  });

  test('a site says who may be told what its pages say; one set apart by hand stays so', async () => {
    await using knowledge = await openTestKnowledge(open);
    await using site = await startTrapSite({
      '/': html('Home', 'Marmots rest at noon.', ['/1']),
      '/1': html('One', 'Otters swim at dawn.'),
    });
    const deps = crawling(knowledge, site);
    const signedIn = { kind: 'signed-in' as const };
    const { id, audience } = await createCrawl(deps, {
      botId,
      actor,
      startUrl: site.url,
      audience: signedIn,
    });
    expect(audience).toEqual(signedIn);
    await work(deps, id);
    const audiences = async () =>
      (await listDocuments(deps, { botId })).map((document) => [document.title, document.audience]);
    expect(await audiences()).toEqual([
      ['Home', signedIn],
      ['One', signedIn],
    ]);
    const find = async () =>
      (await search(deps, { botId, question: 'When do marmots rest?', limit: 3 })).hits.length;
    expect(await find()).toBe(0);
    const otters = (await listDocuments(deps, { botId })).find(({ title }) => title === 'One')?.id ?? '';
    const staff = { kind: 'groups' as const, groups: ['staff'] };
    await setDocumentAudience(deps, { botId, documentId: otters, audience: staff });
    await changeCrawl(deps, { botId, crawlId: id, actor, audience: { kind: 'everyone' } });
    expect(await audiences()).toEqual([
      ['Home', { kind: 'everyone' }],
      ['One', staff],
    ]);
    expect(await find()).toBe(1);
    await startCrawl(deps, { botId, crawlId: id, actor });
    await work(deps, id);
    expect((await audiences())[1]).toEqual(['One', staff]);
  });
});

import { expect, test } from 'vitest';
import { AppError } from '../../../server/base/index.ts';
import {
  changeCrawl,
  createCrawl,
  deleteCrawl,
  getCrawl,
  listDocuments,
  startCrawl,
} from '../../../server/knowledge/index.ts';
import { crawling, names, reasons, work } from '../../support/crawling.ts';
import { dyingStore } from '../../support/dying-store.ts';
import { openTestKnowledge } from '../../support/knowledge.ts';
import { describeStores } from '../../support/store.ts';
import { html, type SitePage, startTrapSite } from '../../support/trap-site.ts';

const botId = 'bot';
const actor = 'user:1';

describeStores('reading a site again', (open) => {
  test('what is gone and then cannot be asked for comes back all the same; the start page answers by the patterns too', async () => {
    await using knowledge = await openTestKnowledge(open);
    const badger = html('B', 'The badger sleeps.');
    await using site = await startTrapSite({
      '/': html('Home', 'Welcome.', ['/b'], '"1"'),
      '/b': badger,
    });
    const deps = crawling(knowledge, site);
    const { id } = await createCrawl(deps, { botId, actor, startUrl: site.url });
    await work(deps, id);
    const again = async (page: SitePage | undefined) => {
      if (page === undefined) site.pages.delete('/b');
      else site.pages.set('/b', page);
      await startCrawl(deps, { botId, crawlId: id, actor });
      return await work(deps, id);
    };
    await again(undefined);
    const away = await again((_, response) => response.writeHead(500).end());
    expect(reasons(away, site)['/b']).toBe('gone: The site answered 500 instead of the page.');
    expect(await names(deps, site)).toEqual(['/']);
    await again(badger);
    expect(await names(deps, site)).toEqual(['/', '/b']);

    await changeCrawl(deps, { botId, crawlId: id, actor, include: ['/b'] });
    await again(badger);
    expect(await names(deps, site)).toEqual(['/b']);
  });

  test('a page that could not be made a document is asked for whole, whatever the site says of it', async () => {
    await using knowledge = await openTestKnowledge(open);
    await using site = await startTrapSite({
      '/': html('Home', 'Welcome.', ['/a']),
      '/a': html('A', 'The apricot is ripe.', [], '"a1"'),
    });
    const { extractor } = knowledge;
    const broken: typeof extractor = {
      ...extractor,
      read: async (input, signal) => {
        if (input.name.endsWith('/a')) throw new AppError('unreadable_document', 'The reader was killed.');
        return await extractor.read(input, signal);
      },
    };
    const deps = crawling(knowledge, site);
    const { id } = await createCrawl(deps, { botId, actor, startUrl: site.url });
    const first = await work({ ...deps, extractor: broken }, id);
    expect(reasons(first, site)['/a']).toBe('failed: The reader was killed.');
    await startCrawl(deps, { botId, crawlId: id, actor });
    expect((await work(deps, id)).counts).toMatchObject({ failed: 0, changed: 1 });
    const documents = await listDocuments(deps, { botId });
    expect(documents.map(({ state }) => state)).toEqual(['ready', 'ready']);
  });

  test('of the addresses that a site names no more are kept than are visited', async () => {
    await using knowledge = await openTestKnowledge(open);
    const links = Array.from({ length: 250 }, (_, number) => `/${number}`);
    await using site = await startTrapSite({
      '/': html('Home', 'Start.', links),
      '*': html('Other', 'The same everywhere.', links),
    });
    const deps = crawling(knowledge, site);
    const { id } = await createCrawl(deps, { botId, actor, startUrl: site.url, maxPages: 5 });
    const crawl = await work(deps, id);
    expect(crawl.note).toContain('Stopped after 20 addresses');
    const rows = await knowledge.store.db.selectFrom('crawl_pages').select('url').execute();
    expect(rows).toHaveLength(21);
  });

  test('a site goes with its documents, also when the server dies while they go', async () => {
    await using knowledge = await openTestKnowledge(open);
    await using site = await startTrapSite({
      '/': html('Home', 'Start.', ['/1', '/2']),
      '/1': html('One', 'First.'),
      '/2': html('Two', 'Second.'),
    });
    const deps = crawling(knowledge, site);
    const { id: crawlId } = await createCrawl(deps, { botId, actor, startUrl: site.url });
    await work(deps, crawlId);
    const input = { botId, crawlId, actor, withDocuments: true };
    const dying = { ...deps, store: dyingStore(deps.store, 3) };
    await expect(deleteCrawl(dying, input)).rejects.toThrow('killed');
    const left = await listDocuments(deps, { botId });
    expect(left.length).toBeGreaterThan(0);
    await deleteCrawl(deps, input);
    expect(await listDocuments(deps, { botId })).toEqual([]);
    await expect(getCrawl(deps, { botId, crawlId })).rejects.toMatchObject({ code: 'not_found' });
  });
});

import type { HttpDeps } from '../http/index.ts';
import {
  CRAWL_LIMITS,
  type CrawlSettings,
  openPassageIndex,
  ROBOT_NAME,
  startExtractor,
} from '../knowledge/index.ts';
import type { Setup } from './setup.ts';

/** What reads documents, what finds their passages, and how sites are visited. */
export async function openKnowledge(
  { config, overrides, opening }: Setup,
  { store, embedder, log }: Pick<HttpDeps, 'store' | 'embedder' | 'log'>,
): Promise<Pick<HttpDeps, 'extractor' | 'index' | 'crawling'>> {
  const { dataDir } = config.storage;
  const extractor = overrides.extractor ?? opening.use(startExtractor({ log }));
  const index = overrides.index ?? opening.use(await openPassageIndex({ store, embedder, dataDir, log }));
  return { extractor, index, crawling: crawlSettings({ config, overrides }) };
}

/** The name is what a site's operator looks up, the address where. */
function crawlSettings({
  config: { crawl, http },
  overrides,
}: Pick<Setup, 'config' | 'overrides'>): CrawlSettings {
  return {
    allowedHosts: crawl.allowedHosts,
    userAgent: `${ROBOT_NAME}/1.0${http.publicUrl === undefined ? '' : ` (+${http.publicUrl})`}`,
    limits: { ...CRAWL_LIMITS, ...overrides.crawlLimits },
  };
}

import { z } from 'zod';
import { audienceSchema } from './audience.ts';
import { errorCodeSchema } from './errors.ts';

const MAX_PATTERNS = 50;

/** Path beginnings such as `/help`; `*` stands for anything. */
const patternsSchema = z.array(z.string().trim().min(1).max(300)).max(MAX_PATTERNS);
export const crawlScheduleSchema = z.enum(['never', 'daily', 'weekly']);
export type CrawlSchedule = z.infer<typeof crawlScheduleSchema>;

export const MAX_CRAWL_PAGES = 5_000;
const maxPagesSchema = z.number().int().min(1).max(MAX_CRAWL_PAGES);

const settingsShape = {
  include: patternsSchema.optional(),
  exclude: patternsSchema.optional(),
  schedule: crawlScheduleSchema.optional(),
  maxPages: maxPagesSchema.optional(),
  /** Who may be told what its pages say; everybody when a new site names nobody. */
  audience: audienceSchema.optional(),
};

export const crawlCreateSchema = z.strictObject({
  /** A page or a sitemap; only pages of its site are read. */
  startUrl: z.url({ protocol: /^https?$/ }).max(1_500),
  ...settingsShape,
});

/** `audience` holds also for the pages that were read already, but for those that were set apart by hand. */
export const crawlChangeSchema = z.strictObject(settingsShape);

export const crawlPageSchema = z
  .object({
    url: z.string(),
    outcome: z.enum(['added', 'changed', 'unchanged', 'gone', 'skipped', 'failed']),
    /** Why it was left out, or could not be read, in a sentence. */
    reason: z.string().nullable(),
    documentId: z.string().nullable(),
    /** Milliseconds since the epoch. */
    checkedAt: z.number(),
  })
  .meta({ id: 'CrawlPage' });
export type CrawlPageBody = z.infer<typeof crawlPageSchema>;

export const crawlSchema = z
  .object({
    id: z.string(),
    botId: z.string(),
    startUrl: z.string(),
    include: z.array(z.string()),
    exclude: z.array(z.string()),
    schedule: crawlScheduleSchema,
    maxPages: z.number().int(),
    audience: audienceSchema,
    /** Of the run that goes on, or else of the last. */
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    /** Pages of that run. */
    counts: z.object({
      queued: z.number().int(),
      added: z.number().int(),
      changed: z.number().int(),
      unchanged: z.number().int(),
      gone: z.number().int(),
      skipped: z.number().int(),
      failed: z.number().int(),
    }),
    /** What people should know of it, for instance that a limit ended it. */
    note: z.string().nullable(),
    error: z.object({ code: errorCodeSchema, message: z.string() }).nullable(),
    createdBy: z.string(),
    startedAt: z.number().nullable(),
    endedAt: z.number().nullable(),
    nextRunAt: z.number().nullable(),
    createdAt: z.number(),
  })
  .meta({ id: 'Crawl' });
export type CrawlBody = z.infer<typeof crawlSchema>;

export const crawlListSchema = z.object({ crawls: z.array(crawlSchema) });

export const crawlDetailSchema = crawlSchema
  .extend({
    /** Of the last run: what changed first, what stayed the same left out; at most 200. */
    pages: z.array(crawlPageSchema),
  })
  .meta({ id: 'CrawlDetail' });
export type CrawlDetailBody = z.infer<typeof crawlDetailSchema>;

export const crawlDeleteSchema = z.object({
  /** `true` takes the documents made of its pages with it. */
  withDocuments: z.enum(['true', 'false']).optional(),
});

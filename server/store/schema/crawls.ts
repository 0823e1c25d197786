import type { Generated } from 'kysely';

export type CrawlTable = {
  id: string;
  bot_id: string;
  /** A page or a sitemap. */
  start_url: string;
  /** JSON: patterns of paths. */
  include: string;
  exclude: string;
  schedule: 'never' | 'daily' | 'weekly';
  max_pages: number;
  /** Of the documents that are made of its pages; as `documents.audience`. */
  audience: Generated<string>;
  /** Of the last run, or the one going on. */
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  /** Counts runs; pages tell in which they were last met. */
  run: number;
  /** The job that works on the run, or will. */
  job_id: string | null;
  /** What people should know of the last run, for instance that a limit ended it. */
  note: string | null;
  error_code: string | null;
  error_message: string | null;
  started_at: number | null;
  ended_at: number | null;
  next_run_at: number | null;
  created_by: string;
  created_at: number;
  updated_at: number;
};

export type CrawlPageTable = {
  crawl_id: string;
  url: string;
  run: number;
  state: 'queued' | 'done';
  /** Clicks away from the start. */
  depth: number;
  outcome: 'added' | 'changed' | 'unchanged' | 'gone' | 'skipped' | 'failed' | null;
  reason: string | null;
  document_id: string | null;
  etag: string | null;
  last_modified: string | null;
  /** SHA-256 of the bytes, hex. */
  content_hash: string | null;
  checked_at: number | null;
};

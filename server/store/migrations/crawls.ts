import type { Engine } from '../dialect.ts';

/** Sites that are read, and what became of each of their pages. */
export function crawlTables({ types: { bigint } }: Engine): readonly string[] {
  return [
    `create table crawls (
       id text primary key,
       bot_id text not null references bots (id) on delete cascade,
       start_url text not null,
       include text not null,
       exclude text not null,
       schedule text not null,
       max_pages integer not null,
       state text not null,
       run integer not null,
       job_id text,
       note text,
       error_code text,
       error_message text,
       started_at ${bigint},
       ended_at ${bigint},
       next_run_at ${bigint},
       created_by text not null,
       created_at ${bigint} not null,
       updated_at ${bigint} not null,
       unique (bot_id, start_url))`,
    `create table crawl_pages (
       crawl_id text not null references crawls (id) on delete cascade,
       url text not null,
       run integer not null,
       state text not null,
       depth integer not null,
       outcome text,
       reason text,
       document_id text references documents (id) on delete set null,
       etag text,
       last_modified text,
       content_hash text,
       checked_at ${bigint},
       primary key (crawl_id, url))`,
    `create index crawl_pages_next on crawl_pages (crawl_id, run, state, depth)`,
    `create index crawl_pages_document on crawl_pages (document_id)`,
  ];
}

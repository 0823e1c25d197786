import type { Engine } from '../dialect.ts';

/** Who may be told what a document says, and what is set for the pages of a site. */
export function documentAudience(_engine: Engine): readonly string[] {
  return [
    `alter table documents add column audience text not null default 'everyone'`,
    `alter table crawls add column audience text not null default 'everyone'`,
  ];
}

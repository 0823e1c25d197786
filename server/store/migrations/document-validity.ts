import type { Engine } from '../dialect.ts';

export function documentValidity({ types: { bigint } }: Engine): readonly string[] {
  return [
    `alter table documents add column valid_from ${bigint}`,
    `alter table documents add column valid_until ${bigint}`,
  ];
}

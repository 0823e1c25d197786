import type { Engine } from '../dialect.ts';

export function decisionModels({ types: { bigint } }: Engine): readonly string[] {
  return [
    `create table decision_models (
       bot_id text not null primary key references bots (id) on delete cascade,
       model text not null,
       questions integer not null,
       fitted_by text not null,
       fitted_at ${bigint} not null)`,
  ];
}

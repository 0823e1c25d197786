/** Which bot a job works for, so that it ends with the bot. */
export function jobBots(): readonly string[] {
  return ['alter table jobs add column bot_id text', 'create index jobs_of_bot on jobs (bot_id, state)'];
}

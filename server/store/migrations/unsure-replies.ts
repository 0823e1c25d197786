/** Whether the visitor was told that the bot is not sure of a reply; kept beside its passport, since conversations are read without it. */
export function unsureReplies(): readonly string[] {
  return ['alter table turns add column unsure integer not null default 0'];
}

/** The process that works on a job, in place of a lease of each job's own: the process itself has one, and a lock that shows at once that it died. */
export function jobHolders(): readonly string[] {
  return ['alter table jobs add column held_by text', 'alter table jobs drop column lease_until'];
}

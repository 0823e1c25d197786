/** The machine a process runs on: what holds there tells at once whether it is dead. */
export function processMachines(): readonly string[] {
  return ['alter table process_leases add column machine text'];
}

/** What a run made its model forget, where it replayed what the model could before. */
export function runForgetting(): readonly string[] {
  return ['alter table teach_runs add column forgetting text'];
}

/** By what a version decides whether to answer, where it was fitted on the lessons that the version learned. */
export function versionDecisions(): readonly string[] {
  return ['alter table model_versions add column decision text'];
}

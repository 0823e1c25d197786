/** What a version brings along is read from the version that serves, and no longer stands in the place of what staff fitted. */
export function decisionsKept(): readonly string[] {
  return ["delete from decision_models where fitted_by like 'version:%'"];
}

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** Drops keys that are undefined: zod's optional fields allow them, the verbs' optional inputs do not. */
export function withoutUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Defined<T>;
}

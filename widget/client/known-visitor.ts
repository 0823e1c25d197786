import type { VisitorDetails } from '../../server/contract/index.ts';

/** Whether somebody need not be asked who they are. */
export function isKnown({ id, name, email, form, verified }: VisitorDetails): boolean {
  return (id ?? name ?? email ?? form ?? verified) !== undefined;
}

/** What goes into forms: what is said now goes before what was told earlier. */
export function fieldsOf(told: VisitorDetails, said: VisitorDetails): { name: string; email: string } {
  const known = { ...told, ...said };
  return { name: known.name ?? known.form?.name ?? '', email: known.email ?? known.form?.email ?? '' };
}

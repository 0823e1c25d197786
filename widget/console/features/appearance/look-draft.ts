import type { Bot } from '../../queries.ts';

export type Look = Bot['settings']['look'];
/** The colour as it is being typed. */
export type LookDraft = Look;

/** `#7A1F3D`, `7a1f3d` and `#713` as `#rrggbb`; empty stays empty; undefined for what is no colour. */
export function colorOf(text: string): string | undefined {
  const digits = text.trim().replace(/^#/, '').toLowerCase();
  if (digits === '') return '';
  if (/^[0-9a-f]{6}$/.test(digits)) return `#${digits}`;
  if (/^[0-9a-f]{3}$/.test(digits)) return `#${digits.replace(/./g, '$&$&')}`;
  return undefined;
}

/** The draft as it would be saved; undefined while the colour is none. */
export function lookOf(draft: LookDraft): Look | undefined {
  const accent = colorOf(draft.accent);
  return accent === undefined ? undefined : { ...draft, accent, label: draft.label.trim() };
}

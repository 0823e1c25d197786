import { useSyncExternalStore } from 'react';

const STORAGE_KEY = 'foyer:console-key';
const listeners = new Set<() => void>();

/** What a link that was handed out leads to. */
export type EntryLink = { kind: 'invitation' | 'reset' | 'refused'; token: string };

let link: EntryLink | undefined;
let keyRefused = false;

/**
 * The API key of this tab, as long as it lives. Without one, the person who is signed in in this browser is asked for:
 * their session is a cookie that no script can read.
 */
export function readKey(): string | undefined {
  return sessionStorage.getItem(STORAGE_KEY) ?? undefined;
}

export function signInWithKey(key: string): void {
  keyRefused = false;
  sessionStorage.setItem(STORAGE_KEY, key);
  tell();
}

/** The server does not know the key of this tab, or knows it no more; the way in says so. */
export function refuseKey(): void {
  if (readKey() !== undefined) dropKey({ refused: true });
}

export function forgetKey(): void {
  dropKey({ refused: false });
}

function dropKey({ refused }: { refused: boolean }): void {
  keyRefused = refused;
  sessionStorage.removeItem(STORAGE_KEY);
  tell();
}

/**
 * `/console/#key=…`, as `foyer demo` prints it, `#invitation=…`, `#reset=…`, or `?refused=1` from a sign-in provider: takes it out of the address and the
 * history.
 */
export function takeFromAddress(): void {
  const given = new URLSearchParams(location.hash.slice(1));
  const asked = new URLSearchParams(location.search);
  if (asked.has('refused')) given.set('refused', asked.get('error') ?? '');
  const key = given.get('key');
  const kind = (['invitation', 'reset', 'refused'] as const).find((name) => given.has(name));
  if (key === null && kind === undefined) return;
  asked.delete('refused');
  asked.delete('error');
  asked.delete('error_description');
  const rest = asked.size > 0 ? `?${asked}` : '';
  history.replaceState(null, '', location.pathname + rest);
  if (key) signInWithKey(key);
  if (kind !== undefined) openLink({ kind, token: given.get(kind) ?? '' });
}

export function openLink(next: EntryLink | undefined): void {
  link = next;
  tell();
}

export function useKey(): string | undefined {
  return useSyncExternalStore(subscribe, readKey);
}

export function useKeyRefused(): boolean {
  return useSyncExternalStore(subscribe, () => keyRefused);
}

export function useLink(): EntryLink | undefined {
  return useSyncExternalStore(subscribe, () => link);
}

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

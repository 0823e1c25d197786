import { useSyncExternalStore } from 'react';

const STORAGE_KEY = 'foyer:console-key';
const listeners = new Set<() => void>();

/** The staff member's API key, as long as this tab lives. */
export function readKey(): string | undefined {
  return sessionStorage.getItem(STORAGE_KEY) ?? undefined;
}

export function signIn(key: string): void {
  sessionStorage.setItem(STORAGE_KEY, key);
  for (const listener of listeners) listener();
}

export function signOut(): void {
  sessionStorage.removeItem(STORAGE_KEY);
  for (const listener of listeners) listener();
}

/** `/console/#key=…`, as `foyer demo` prints it: keeps the key and takes it out of the address and the history. */
export function takeKeyFromAddress(): void {
  const key = new URLSearchParams(location.hash.slice(1)).get('key');
  if (key === null) return;
  history.replaceState(null, '', location.pathname + location.search);
  if (key !== '') signIn(key);
}

export function useKey(): string | undefined {
  return useSyncExternalStore(subscribe, readKey);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

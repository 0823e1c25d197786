/** What survives a reload; kept only once the visitor has sent something. */
export type SavedSession = { session: string; conversationId: string };

export type FormDraft = Record<string, string>;

export type SessionStorage = {
  load(): SavedSession | undefined;
  /** Each time other windows of this browser hear of it. */
  save(session: SavedSession | undefined): void;
  /** Another window has saved or forgotten one. */
  onChange(changed: () => void, signal: AbortSignal): void;
  /** What was typed or could not be sent. */
  loadDraft(): string;
  saveDraft(text: string): void;
  /** What stands in the fields of a form, by their names. */
  loadForm(): FormDraft;
  saveForm(draft: FormDraft): void;
};

/**
 * A conversation kept in the browser under one key a bot, and its draft for the life of the tab. A browser that refuses
 * storage loses only the reload.
 */
export function browserStorage(botId: string): SessionStorage {
  const key = `foyer:${botId}`;
  const formKey = `${key}:form`;
  return {
    load() {
      const value = attempt((): unknown => JSON.parse(localStorage.getItem(key) ?? 'null'));
      return isSavedSession(value) ? value : undefined;
    },
    save(session) {
      // Told only of what differs, they need the time.
      put(() => localStorage, key, session && JSON.stringify({ ...session, at: Date.now() }));
    },
    onChange(changed, signal) {
      const hear = ({ key: changedKey, storageArea }: StorageEvent) => {
        if ((changedKey ?? key) === key && storageArea !== sessionStorage) changed();
      };
      window.addEventListener('storage', hear, { signal });
    },
    loadDraft: () => attempt(() => sessionStorage.getItem(key)) ?? '',
    saveDraft: (text) => put(() => sessionStorage, key, text || undefined),
    loadForm: () => (attempt(() => JSON.parse(sessionStorage.getItem(formKey) ?? '{}')) ?? {}) as FormDraft,
    saveForm(draft) {
      const text = Object.keys(draft).length > 0 ? JSON.stringify(draft) : undefined;
      put(() => sessionStorage, formKey, text);
    },
  };
}

/** Enough random bits that nobody guesses it; the server takes no shorter one. */
export function newSession(): SavedSession {
  return { session: randomText(32), conversationId: randomText(16) };
}

export function randomText(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return btoa(String.fromCharCode(...random))
    .replace(/=+$/, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}

function put(storage: () => Storage, key: string, text: string | undefined): void {
  attempt(() => (text === undefined ? storage().removeItem(key) : storage().setItem(key, text)));
}

/** Storage may be forbidden by the browser's settings, or full. */
function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

function isSavedSession(value: unknown): value is SavedSession {
  return (
    typeof value === 'object' &&
    value !== null &&
    'session' in value &&
    typeof value.session === 'string' &&
    'conversationId' in value &&
    typeof value.conversationId === 'string'
  );
}

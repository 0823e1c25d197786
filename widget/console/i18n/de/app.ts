/** The frame around the pages, and what many pages say. */
export const app = {
  'The server cannot be reached. Check your connection and try again.':
    'Der Server ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  'This page met a problem of its own. Load it again; if it stays, tell your operator.':
    'Diese Seite hat selbst ein Problem. Laden Sie sie neu; bleibt es, sagen Sie Ihrem Betreiber Bescheid.',
  'The server answered with status {status}. Please try again.':
    'Der Server antwortete mit Status {status}. Bitte versuchen Sie es noch einmal.',
  'No bot yet': 'Noch kein Bot',
  'A bot answers your visitors from your own documents. Make the first one on the machine that runs Foyer:':
    'Ein Bot antwortet Ihren Besuchern aus Ihren eigenen Dokumenten. Legen Sie den ersten auf dem Rechner an, auf dem Foyer läuft:',
  'Copy command': 'Befehl kopieren',
  Language: 'Sprache',
  'Page not found': 'Seite nicht gefunden',
  'There is nothing at this address': 'Unter dieser Adresse ist nichts',
  'Go to Start': 'Zur Startseite',
  'The page may have been deleted, or the address was mistyped.':
    'Die Seite wurde vielleicht gelöscht, oder die Adresse ist vertippt.',
  'Skip to the page': 'Zum Seiteninhalt',
  Menu: 'Menü',
  Console: 'Konsole',
  'Sign out': 'Abmelden',
  Bot: 'Bot',
  'Sign in': 'Anmelden',
  'Sign in to the console': 'An der Konsole anmelden',
  'Your API key was printed when Foyer was started. It stays in this browser tab and is forgotten when you close it.':
    'Ihr API-Schlüssel wurde beim Start von Foyer ausgegeben. Er bleibt in diesem Browser-Tab und wird vergessen, wenn Sie ihn schließen.',
  'API key': 'API-Schlüssel',
  Start: 'Start',
  Conversations: 'Gespräche',
  'Try it': 'Ausprobieren',
  'What it knows': 'Was er weiß',
  Knowledge: 'Wissen',
  'This installation': 'Diese Installation',
  Settings: 'Einstellungen',
  Close: 'Schließen',
  Keep: 'Behalten',
  Cancel: 'Abbrechen',
  Save: 'Speichern',
  'Saved.': 'Gespeichert.',
  Add: 'Hinzufügen',
  Delete: 'Löschen',
  'Delete {name}': '{name} löschen',
  Done: 'Fertig',
  All: 'Alle',
  'Show all': 'Alle zeigen',
  State: 'Zustand',
  'Copied.': 'Kopiert.',
  'Your browser does not allow copying. Mark the text and copy it by hand.':
    'Ihr Browser erlaubt das Kopieren nicht. Markieren Sie den Text und kopieren Sie ihn von Hand.',
  Loading: 'Wird geladen',
  'Loading…': 'Wird geladen …',
  'Try again': 'Noch einmal versuchen',
} as const;

/** “Why this answer?” */
export const passport = {
  'Why this answer?': 'Warum diese Antwort?',
  'Sentence checks': 'Prüfung der Sätze',
  'Of what the model wrote, visitors see only what a passage supports and what was asked.':
    'Von dem, was das Modell schrieb, sehen Besucher nur, was eine Passage stützt und was gefragt war.',
  Shown: 'Gezeigt',
  'Left out': 'Weggelassen',
  'Supported.': 'Gestützt.',
  'Supported by passage {at} of the list above.': 'Gestützt von Passage {at} der Liste oben.',
  'Why: {reason}.': 'Warum: {reason}.',
  Passages: 'Passagen',
  '{count, plural, one {# passage} other {# passages}} found, {used} used, {cited} cited.':
    '{count, plural, one {# Passage} other {# Passagen}} gefunden, {used} verwendet, {cited} genannt.',
  '{count, plural, one {# more passage} other {# more passages}} found, not used':
    '{count, plural, one {# weitere Passage} other {# weitere Passagen}} gefunden, nicht verwendet',
  Cited: 'Genannt',
  Used: 'Verwendet',
  Found: 'Gefunden',
  'Changed or deleted since': 'Seither geändert oder gelöscht',
  'Open in the document': 'Im Dokument öffnen',
  'The document was changed or deleted after this answer.':
    'Das Dokument wurde nach dieser Antwort geändert oder gelöscht.',
  'Waiting for the model': 'Warten auf das Modell',
  'Reading the passages': 'Lesen der Passagen',
  Writing: 'Schreiben',
  'First sentence shown after': 'Erster Satz gezeigt nach',
  'In all': 'Insgesamt',
  Model: 'Modell',
  'Search model': 'Suchmodell',
  'Finds the closest lines': 'Findet die nächsten Zeilen',
  'Reads the closest lines': 'Liest die nächsten Zeilen',
  'Settings version': 'Stand der Einstellungen',
  'Knowledge version': 'Stand des Wissens',
  Prompt: 'Eingabe',
  '{tokens} tokens, {hash}': '{tokens} Token, {hash}',
  Written: 'Geschrieben',
  '{tokens} tokens, ended by {reason}': '{tokens} Token, beendet durch {reason}',
  'Timings, model and versions': 'Zeiten, Modell und Stände',
  'Question as searched': 'Frage, wie gesucht wurde',
  'In brackets stand words of earlier messages, and what your pages say for words of the customer.':
    'In Klammern stehen Wörter früherer Nachrichten und was auf Ihren Seiten für Wörter des Kunden steht.',
  Decision: 'Entscheidung',
  'The passages fit with a score of {score}; enough, since an answer takes {threshold}.':
    'Die Passagen passen mit einer Wertung von {score}; das genügt, denn eine Antwort braucht {threshold}.',
  'The passages fit with a score of {score}; too little, since an answer takes {threshold}.':
    'Die Passagen passen mit einer Wertung von {score}; das ist zu wenig, denn eine Antwort braucht {threshold}.',
  'The bot was not sure of this answer.': 'Der Bot war sich dieser Antwort nicht sicher.',
  Quoted: 'Zitiert',
  'Approved answer': 'Freigegebene Antwort',
  'Small talk': 'Plauderei',
  'Asked back': 'Rückfrage',
  'The bot worded an answer from your documents.':
    'Der Bot hat aus Ihren Dokumenten eine Antwort formuliert.',
  'The bot quoted the best passage as it stands, since no sentence of its own passed the check.':
    'Der Bot hat die beste Passage wörtlich zitiert, da keiner seiner eigenen Sätze die Prüfung bestand.',
  'The bot gave an approved answer, word for word.':
    'Der Bot hat eine freigegebene Antwort wörtlich gegeben.',
  'The bot replied to a courtesy; no document was needed.':
    'Der Bot hat eine Höflichkeit erwidert; dafür brauchte es kein Dokument.',
  'The bot asked back, since the message could not be searched, or fits documents on different things equally well.':
    'Der Bot hat nachgefragt, weil sich die Nachricht nicht suchen ließ oder Dokumente über Verschiedenes gleich gut zu ihr passen.',
  'The bot did not answer, since your documents do not seem to hold the answer.':
    'Der Bot hat nicht geantwortet, da Ihre Dokumente die Antwort nicht zu enthalten scheinen.',
  'The bot offered a person, as the visitor asked for one.':
    'Der Bot hat einen Menschen angeboten, weil der Besucher danach fragte.',
  'It cites {count, plural, one {# passage} other {# passages}}.':
    'Er nennt {count, plural, one {# Passage} other {# Passagen}}.',
  'Asked by a visitor who was signed in.': 'Gefragt von einem angemeldeten Besucher.',
  'Asked by a visitor who was signed in and belonged to {groups}.':
    'Gefragt von einem angemeldeten Besucher, der zu {groups} gehört.',
} as const;

export const bots = {
  Bots: 'Bots',
  'New bot': 'Neuer Bot',
  'One bot for each site or audience. Each has its own knowledge, words and tests.':
    'Ein Bot je Website oder Zielgruppe. Jeder hat eigenes Wissen, eigene Worte und eigene Tests.',
  'In service': 'Im Dienst',
  Archived: 'Archiviert',
  'for {organisation}': 'für {organisation}',
  'made {time}': 'angelegt {time}',
  'archived {time}': 'archiviert {time}',
  Archive: 'Archivieren',
  'Archive {name}': '{name} archivieren',
  'Bring back': 'Zurückholen',
  'Bring back {name}': '{name} zurückholen',
  'Delete “{name}” for good?': '„{name}“ endgültig löschen?',
  Duplicate: 'Verdoppeln',
  'Duplicate {name}': '{name} verdoppeln',
  'Duplicate this bot': 'Diesen Bot verdoppeln',
  'Download as a file': 'Als Datei herunterladen',
  'Download as a file: {name}': 'Als Datei herunterladen: {name}',
  'Download “{name}” as a file': '„{name}“ als Datei herunterladen',
  Download: 'Herunterladen',
  'The file holds the settings, documents, approved answers, words of your customers, lessons and tests. Another Foyer, or this one, makes a new bot of it.':
    'Die Datei enthält Einstellungen, Dokumente, freigegebene Antworten, Wörter Ihrer Kunden, Lektionen und Tests. Ein anderes Foyer oder dieses macht daraus einen neuen Bot.',
  'Not in it: conversations, visitors, accounts, API keys, the webhook, the record of who did what. It is not encrypted: keep it as you keep the documents in it.':
    'Nicht darin: Gespräche, Besucher, Konten, API-Schlüssel, der Webhook, das Protokoll. Sie ist nicht verschlüsselt: Bewahren Sie sie auf wie die Dokumente darin.',
  'With what it was taught, where a taught version is published':
    'Mit dem Gelehrten, wo eine gelehrte Version veröffentlicht ist',
  'Bring a bot from a file': 'Bot aus einer Datei holen',
  'Choose a file that was downloaded from a Bots page. It becomes a new bot beside yours; none of them is changed.':
    'Wählen Sie eine Datei, die von einer Seite „Bots“ heruntergeladen wurde. Sie wird ein neuer Bot neben Ihren; keiner davon ändert sich.',
  'Choose a file': 'Datei wählen',
  'Empty: the name in the file.': 'Leer: der Name in der Datei.',
  'With what it was taught, where the file holds it': 'Mit dem Gelehrten, wo die Datei es enthält',
  'Sent so far': 'Bisher gesendet',
  'Bring it in': 'Hereinholen',
  'From a file': 'Aus einer Datei',
  'Checking the file': 'Prüft die Datei',
  'Putting in what it was taught': 'Setzt das Gelehrte ein',
  'Writing the bot': 'Schreibt den Bot',
  'Preparing its documents': 'Bereitet seine Dokumente vor',
  'brought in {time}': 'hereingeholt {time}',
  'Go to the bot': 'Zum Bot',
  'How far {name} is': 'Wie weit {name} ist',
  'Copy of {name}': 'Kopie von {name}',
  'The copy begins with the same settings, documents, approved answers, words of your customers, lessons and tests. Conversations, API keys and taught versions stay with the first.':
    'Die Kopie beginnt mit denselben Einstellungen, Dokumenten, freigegebenen Antworten, Wörtern Ihrer Kunden, Lektionen und Tests. Gespräche, API-Schlüssel und gelehrte Versionen bleiben beim ersten.',
  '{count, plural, one {# conversation} other {# conversations}}':
    '{count, plural, one {# Gespräch} other {# Gespräche}}',
  '{count, plural, one {# approved answer} other {# approved answers}}':
    '{count, plural, one {# freigegebene Antwort} other {# freigegebene Antworten}}',
  '{count, plural, one {# word of your customers} other {# words of your customers}}':
    '{count, plural, one {# Wort Ihrer Kunden} other {# Wörter Ihrer Kunden}}',
  '{count, plural, one {# lesson} other {# lessons}}': '{count, plural, one {# Lektion} other {# Lektionen}}',
  '{count, plural, one {# test} other {# tests}}': '{count, plural, one {# Test} other {# Tests}}',
  '{count, plural, one {# taught version} other {# taught versions}}':
    '{count, plural, one {# gelehrte Version} other {# gelehrte Versionen}}',
  '{count, plural, one {# API key} other {# API keys}}':
    '{count, plural, one {# API-Schlüssel} other {# API-Schlüssel}}',
  'It is empty. Its settings go with it.': 'Er ist leer. Seine Einstellungen gehen mit.',
  'With its settings go:': 'Mit seinen Einstellungen gehen:',
  'This cannot be undone. To take it off your site and keep everything, archive it instead.':
    'Das lässt sich nicht rückgängig machen. Um ihn von Ihrer Website zu nehmen und alles zu behalten, archivieren Sie ihn.',
  '{name} (archived)': '{name} (archiviert)',
  'This bot is archived: visitors are told that it is not available.':
    'Dieser Bot ist archiviert: Besuchern wird gesagt, dass er nicht verfügbar ist.',
  'All bots': 'Alle Bots',
  'A new bot': 'Ein neuer Bot',
  'Your first bot': 'Ihr erster Bot',
  'It answers your visitors from your own documents, on your own machine. Five short steps, and you can leave at any time.':
    'Er antwortet Ihren Besuchern aus Ihren eigenen Dokumenten, auf Ihrem eigenen Rechner. Fünf kurze Schritte, und Sie können jederzeit gehen.',
  'What is it called, and which language does it speak?': 'Wie heißt er, und welche Sprache spricht er?',
  'Visitors see it at the top of the chat.': 'Besucher sehen ihn oben im Chat.',
  'Language it answers in': 'Sprache, in der er antwortet',
  'The model that Foyer brings knows English only. For answers in this language, let your operator choose a model that knows it; the chat’s own buttons speak it in any case.':
    'Das Modell, das Foyer mitbringt, kann nur Englisch. Für Antworten in dieser Sprache muss der Betreiber ein Modell wählen, das sie kann; die Knöpfe des Chats sprechen sie in jedem Fall.',
  'Make the bot': 'Bot anlegen',
  'Your role does not make bots. Ask an admin of your team.':
    'Ihre Rolle darf keine Bots anlegen. Bitten Sie jemanden mit der Rolle Admin.',
  Steps: 'Schritte',
  'Name and language': 'Name und Sprache',
  'One document': 'Ein Dokument',
  'Three questions': 'Drei Fragen',
  'One line for your site': 'Eine Zeile für Ihre Website',
  'Seen on your site': 'Auf Ihrer Website gesehen',
} as const;

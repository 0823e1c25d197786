/** Bots, approved answers, bots in a file. */
export const bots = {
  'There is no such bot. Check its id.': 'Diesen Bot gibt es nicht. Prüfen Sie seine Kennung.',
  'A bot needs a name of 1 to {max} characters.': 'Ein Bot braucht einen Namen von 1 bis {max} Zeichen.',
  'These bot settings cannot be used: {problems}.':
    'Diese Einstellungen lassen sich nicht verwenden: {problems}.',
  'The stored settings of the bot "{id}" cannot be read: {problems}. Save all its settings again.':
    'Die gespeicherten Einstellungen des Bots „{id}“ lassen sich nicht lesen: {problems}. Speichern Sie alle neu.',
  'A bot id has 1 to 63 lower-case letters, digits, hyphens or underscores and begins with a letter or digit.':
    'Die Kennung eines Bots hat 1 bis 63 Kleinbuchstaben, Ziffern, Binde- oder Unterstriche und beginnt mit Buchstabe oder Ziffer.',
  'There is already a bot with the id "{id}". Choose another id.':
    'Einen Bot mit der Kennung „{id}“ gibt es schon. Wählen Sie eine andere.',
  'This assistant is not in service any more.{instead}': 'Dieser Assistent ist nicht mehr im Dienst.',
  'Somebody else has saved these settings. Load them again, then change them.':
    'Jemand anderes hat diese Einstellungen gespeichert. Laden Sie sie neu, und ändern Sie sie dann.',
  'An approved answer takes at most {max} paraphrases.':
    'Zu einer freigegebenen Antwort gehören höchstens {max} Umschreibungen.',
  'An approved answer needs a {field} of 1 to {max} characters.':
    'Eine freigegebene Antwort braucht {field, select, question {eine Frage} paraphrase {Umschreibungen} answer {eine Antwort} other {{field}}} von 1 bis {max} Zeichen.',
  'This question has an approved answer already. Change that one.':
    'Diese Frage hat schon eine freigegebene Antwort. Ändern Sie jene.',
  'There is no such approved answer. Load the list again.':
    'Diese freigegebene Antwort gibt es nicht. Laden Sie die Liste neu.',
  'This is not readable CSV: {why}. Look near line {line}.':
    'Das ist kein lesbares CSV: {why}. Sehen Sie bei Zeile {line} nach.',
  'The file has more than {max} approved answers. Split it into several.':
    'Die Datei hat mehr als {max} freigegebene Antworten. Teilen Sie sie auf.',
  'The first line must name the columns, with "question" and "answer" among them, and a row must follow.':
    'Die erste Zeile muss die Spalten nennen, darunter „question“ und „answer“, und es muss eine Zeile folgen.',
  '"{date}" is not a date. Write it as 2026-12-31.':
    '„{date}“ ist kein Datum. Schreiben Sie es wie 2026-12-31.',
  'Somebody else has changed this approved answer. Load it again, then change it.':
    'Jemand anderes hat diese freigegebene Antwort geändert. Laden Sie sie neu, und ändern Sie sie dann.',
  'To delete a bot, name its id once more as "confirm".':
    'Nennen Sie zum Löschen eines Bots seine Kennung noch einmal als „confirm“.',
  'This bot is being taught (run {id}). Cancel the run first, then delete the bot.':
    'Dieser Bot wird gerade gelehrt (Lauf {id}). Brechen Sie zuerst den Lauf ab, und löschen Sie dann den Bot.',
  'This import was taken over by another process, or its bot was deleted.':
    'Diesen Import hat ein anderer Prozess übernommen, oder sein Bot wurde gelöscht.',
  'Nothing was imported. {problems}.': 'Es wurde nichts übernommen. {problems}.',
  'Nothing was imported.': 'Es wurde nichts übernommen.',
  'In {place}: {problems}.': 'In {place}: {problems}.',
  'this is not JSON': 'das ist kein JSON',
  '{what} stands in {place} already': '{what} steht schon in {place}',
  'this text': 'dieser Text',
  'this pair of texts': 'dieses Paar von Texten',
  'this site': 'diese Website',
  'this question': 'diese Frage',
  'this lesson': 'diese Lektion',
  'a test of this name': 'ein Test dieses Namens',
  'this shortcut': 'dieses Kürzel',
  'a document of this name': 'ein Dokument dieses Namens',
  'this part of the archive': 'dieser Teil des Archivs',
  'what is taught cannot be tested, and {lesson} teaches it':
    'was gelehrt wird, lässt sich nicht prüfen, und {lesson} lehrt es',
  'nothing in this archive refers to it': 'nichts in diesem Archiv verweist darauf',
  '{path} must lie in {folder}': '{path} muss in {folder} liegen',
  '{path} is not in the archive': '{path} ist nicht im Archiv',
  '{path} is not the document that {list} describes': '{path} ist nicht das Dokument, das {list} beschreibt',
  '{vectors} does not hold a vector of {count} numbers for each line of {path}':
    '{vectors} enthält nicht zu jeder Zeile von {path} einen Vektor von {count} Zahlen',
  'vector {number} in {path} is not of length 1': 'Vektor {number} in {path} hat nicht die Länge 1',
  'There are {count} more.': 'Es gibt {count} weitere.',
  '{file} is not UTF-8 text. Nothing was imported.':
    '{file} ist kein UTF-8-Text. Es wurde nichts übernommen.',
  'There is no such import. Check its id.': 'Diesen Import gibt es nicht. Prüfen Sie seine Kennung.',
  'What this bot was taught cannot be used here. {why} To bring the bot all the same, leave the model out.':
    'Was diesem Bot beigebracht wurde, ist hier nicht verwendbar. {why} Um den Bot dennoch zu übernehmen, lassen Sie das Modell weg.',
  'Brought in a file, where it was release {number} of {name}.':
    'In einer Datei gebracht; dort war es Ausgabe {number} von {name}.',
  'This is not a bot’s file, or only the beginning of one: it cannot be opened as a ZIP archive.':
    'Das ist keine Datei eines Bots, oder nur der Anfang einer: Sie lässt sich nicht als ZIP-Archiv öffnen.',
  'This file was made by a newer Foyer (format {format}; this one reads up to {known}). Upgrade this Foyer first.':
    'Diese Datei hat ein neueres Foyer geschrieben (Format {format}; dieses liest bis {known}). Bringen Sie zuerst dieses Foyer auf den neuen Stand.',
  'This {format} file cannot be used: {problem}.':
    'Diese {format}-Datei lässt sich nicht verwenden: {problem}.',
  'there is no {file} in it': '{file} fehlt darin',
  '{file} was changed or damaged: its SHA-256 is not the one in {list}':
    '{file} wurde geändert oder ist beschädigt: Die SHA-256 ist nicht die aus {list}',
  'it has more than {max} entries': 'sie hat mehr als {max} Einträge',
  '{file} is in it twice': '{file} ist zweimal darin',
  '{file} is a folder; it holds files only': '{file} ist ein Ordner; sie enthält nur Dateien',
  '{file} asks for a password': '{file} verlangt ein Passwort',
  '{file} is packed in a way that is not read here':
    '{file} ist auf eine Weise gepackt, die hier nicht gelesen wird',
  'its list of contents is damaged; export the bot again, and choose the new file':
    'ihr Inhaltsverzeichnis ist beschädigt; exportieren Sie den Bot noch einmal, und wählen Sie die neue Datei',
  'it names a place outside: {name}': 'sie nennt einen Ort außerhalb: {name}',
  'unpacked it has more than {max} GB': 'ausgepackt hat sie mehr als {max} GB',
  '{file} is damaged and cannot be unpacked': '{file} ist beschädigt und lässt sich nicht auspacken',
  '{file} is in {list} but not in the archive': '{file} steht in {list}, aber nicht im Archiv',
  '{file} is in it, and {list} does not name it': '{file} ist darin, und {list} nennt es nicht',
  'A bot’s file may have {max} GB at most. Export it without the model, or move the database.':
    'Die Datei eines Bots darf höchstens {max} GB haben. Exportieren Sie ihn ohne das Modell, oder ziehen Sie mit der Datenbank um.',
  '{count} bots are being imported already. Wait until one is done.':
    'Es werden schon {count} Bots übernommen. Warten Sie, bis einer fertig ist.',
  'Send the bot’s file as the body.': 'Senden Sie die Datei des Bots als Inhalt.',
} as const;

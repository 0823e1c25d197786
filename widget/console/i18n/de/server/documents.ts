/** Files that are read, and documents as they are kept. */
export const documents = {
  'There is no document {id} in this bot.': 'Das Dokument {id} gibt es in diesem Bot nicht.',
  '{name} is larger than {max} MB; split it into parts and add those.':
    '{name} ist größer als {max} MB; teilen Sie es, und fügen Sie die Teile hinzu.',
  'Somebody else has changed this document meanwhile. Copy what you wrote, load the page again, then change it.':
    'Jemand anderes hat dieses Dokument inzwischen geändert. Kopieren Sie, was Sie geschrieben haben, laden Sie die Seite neu, und ändern Sie es dann.',
  'A document needs a name of 1 to {max} characters.':
    'Ein Dokument braucht einen Namen von 1 bis {max} Zeichen.',
  'A colleague has changed {what} meanwhile. Read it again before you save yours.':
    'Inzwischen hat jemand anderes geändert, {what}. Lesen Sie es noch einmal, bevor Sie Ihres speichern.',
  'who may be told what this document says': 'wer erfahren darf, was in diesem Dokument steht',
  'how long this document holds': 'wie lange dieses Dokument gilt',
  'This page is read from its site. Change it there, then read the site again.':
    'Diese Seite wird von ihrer Website gelesen. Ändern Sie sie dort, und lesen Sie die Website dann neu ein.',
  '{name} is no plain text. Change the file, then add it again under this name.':
    '{name} ist kein einfacher Text. Ändern Sie die Datei, und fügen Sie sie unter diesem Namen noch einmal hinzu.',
  'This file is not text and not of a format that can be read.':
    'Diese Datei ist kein Text und hat kein Format, das gelesen werden kann.',
  'Save it as PDF, Word (.docx), Excel (.xlsx), HTML or plain text and add that.':
    'Speichern Sie den Inhalt als PDF, Word (.docx), Excel (.xlsx), HTML oder einfachen Text, und fügen Sie das hinzu.',
  'The file is empty.': 'Die Datei ist leer.',
  'The file holds nothing but blanks.': 'Die Datei enthält nur Leerzeichen.',
  'This is {kind}, which cannot be read. {how}':
    'Das ist {kind, select, other {{kind}}}; so etwas kann nicht gelesen werden. {how}',
  'a picture': 'ein Bild',
  'a compressed archive': 'ein gepacktes Archiv',
  'a program': 'ein Programm',
  'an archive': 'ein Archiv',
  'a binary Excel file (.xlsb)': 'eine binäre Excel-Datei (.xlsb)',
  'This is an OpenDocument file of a kind that cannot be read. {how}':
    'Das ist eine OpenDocument-Datei einer Art, die nicht gelesen werden kann. {how}',
  'This file asks for a password. Save it without one and add it again.':
    'Diese Datei verlangt ein Passwort. Speichern Sie sie ohne, und fügen Sie sie noch einmal hinzu.',
  'This is an Outlook message (.msg), which cannot be read. Save it as .eml or PDF and add that.':
    'Das ist eine Outlook-Nachricht (.msg), die nicht gelesen werden kann. Speichern Sie sie als .eml oder PDF, und fügen Sie das hinzu.',
  'This is a file of an old Office version, which cannot be read. {how}':
    'Das ist eine Datei einer alten Office-Version, die nicht gelesen werden kann. {how}',
  'This is a JSON file, which cannot be read. {how}':
    'Das ist eine JSON-Datei, die nicht gelesen werden kann. {how}',
  'This is an XML file, which cannot be read. {how}':
    'Das ist eine XML-Datei, die nicht gelesen werden kann. {how}',
  'The document holds more text than one document may; split it into parts.':
    'Das Dokument enthält mehr Text, als eines haben darf; teilen Sie es.',
  'No text was found in this file. If its text stands in pictures, run text recognition (OCR) on it and add the result.':
    'In dieser Datei wurde kein Text gefunden. Steht ihr Text in Bildern, lassen Sie eine Texterkennung (OCR) darüberlaufen, und fügen Sie das Ergebnis hinzu.',
  'This file could not be read; it may be damaged.':
    'Diese Datei konnte nicht gelesen werden; vielleicht ist sie beschädigt.',
  'The table has more than {rows} rows or {columns} columns; split it.':
    'Die Tabelle hat mehr als {rows} Zeilen oder {columns} Spalten; teilen Sie sie.',
  'A table has more than {rows} rows or {columns} columns; split it.':
    'Eine Tabelle hat mehr als {rows} Zeilen oder {columns} Spalten; teilen Sie sie.',
  'A sheet has more than {rows} rows or {columns} columns; split it.':
    'Ein Blatt hat mehr als {rows} Zeilen oder {columns} Spalten; teilen Sie es.',
  'The page is not proper HTML: its elements never close.':
    'Die Seite ist kein richtiges HTML: Ihre Elemente werden nie geschlossen.',
  'The CSV file is damaged: {why}. Look near line {line}.':
    'Die CSV-Datei ist beschädigt: {why}. Sehen Sie bei Zeile {line} nach.',
  'The Word file is damaged. Open it in Word, save it again and add that.':
    'Die Word-Datei ist beschädigt. Öffnen Sie sie in Word, speichern Sie sie neu, und fügen Sie das hinzu.',
  'The e-mail has no text{more}.': 'Die E-Mail hat keinen Text{more}.',
  ', only attachments: {names}. Save those and add them':
    ', nur Anhänge: {names}. Speichern Sie diese, und fügen Sie sie hinzu',
  'The attachment "{name}" was not read. Save it and add it as a document of its own.':
    'Der Anhang „{name}“ wurde nicht gelesen. Speichern Sie ihn, und fügen Sie ihn als eigenes Dokument hinzu.',
  'The e-book is damaged: it does not say what its chapters are.':
    'Das E-Book ist beschädigt: Es sagt nicht, welche Kapitel es hat.',
  'The e-book is locked by the shop that sold it (DRM). Ask its publisher for a copy without a lock.':
    'Das E-Book ist vom Händler gesperrt (DRM). Bitten Sie den Verlag um ein Exemplar ohne Sperre.',
  'The sitemap is damaged or unpacks to too much.': 'Die Sitemap ist beschädigt oder ausgepackt zu groß.',
  'The OpenDocument file is damaged. Open it in the program that made it, save it again and add that.':
    'Die OpenDocument-Datei ist beschädigt. Öffnen Sie sie in dem Programm, das sie gemacht hat, speichern Sie sie neu, und fügen Sie das hinzu.',
  'The PDF has more than {max} pages; split it into parts.':
    'Das PDF hat mehr als {max} Seiten; teilen Sie es.',
  'The PDF is scanned: it holds pictures of pages, no text. Run text recognition (OCR) on it and add the result.':
    'Das PDF ist gescannt: Es enthält Bilder von Seiten, keinen Text. Lassen Sie eine Texterkennung (OCR) darüberlaufen, und fügen Sie das Ergebnis hinzu.',
  'No text could be read on page {page}.': 'Auf Seite {page} ließ sich kein Text lesen.',
  'The PDF asks for a password. Save it without one and add it again.':
    'Das PDF verlangt ein Passwort. Speichern Sie es ohne, und fügen Sie es noch einmal hinzu.',
  'The PDF is damaged. Save it again from the program that made it and add that.':
    'Das PDF ist beschädigt. Speichern Sie es aus dem Programm, das es gemacht hat, noch einmal, und fügen Sie das hinzu.',
  'Page {page} of the PDF is damaged. Save the PDF again and add that.':
    'Seite {page} des PDFs ist beschädigt. Speichern Sie das PDF neu, und fügen Sie das hinzu.',
  'The presentation is damaged or has no slides. Open it in PowerPoint, save it again and add that.':
    'Die Präsentation ist beschädigt oder hat keine Folien. Öffnen Sie sie in PowerPoint, speichern Sie sie neu, und fügen Sie das hinzu.',
  'Slide {number} is hidden and was left out.': 'Folie {number} ist ausgeblendet und wurde ausgelassen.',
  'Slide {number} holds no text, only pictures.': 'Folie {number} enthält keinen Text, nur Bilder.',
  'The file is damaged: its groups never end.': 'Die Datei ist beschädigt: Ihre Gruppen enden nie.',
  'The sheet "{name}" is hidden and was left out.':
    'Das Blatt „{name}“ ist ausgeblendet und wurde ausgelassen.',
  'The Excel file is damaged or has no sheets. Open it in Excel, save it again and add that.':
    'Die Excel-Datei ist beschädigt oder hat keine Blätter. Öffnen Sie sie in Excel, speichern Sie sie neu, und fügen Sie das hinzu.',
  'A part of this file is larger than can be read; split it into parts.':
    'Ein Teil dieser Datei ist größer, als gelesen werden kann; teilen Sie sie.',
  'The file is damaged: its parts never end.': 'Die Datei ist beschädigt: Ihre Teile enden nie.',
  'Unpacked, this file is larger than a document may be; split it into parts.':
    'Ausgepackt ist diese Datei größer, als ein Dokument sein darf; teilen Sie sie.',
  'The file is damaged: its parts cannot be unpacked.':
    'Die Datei ist beschädigt: Ihre Teile lassen sich nicht auspacken.',
  'The document makes more passages than one may; split it into parts.':
    'Das Dokument ergibt mehr Passagen, als eines haben darf; teilen Sie es.',
  'The embedder returned fewer vectors than texts.': 'Das Suchmodell gab weniger zurück, als gefragt war.',
  'A document cannot end before it begins. Give a later last day.':
    'Ein Dokument kann nicht enden, bevor es beginnt. Nennen Sie einen späteren letzten Tag.',
  'This passage is gone: its document was changed meanwhile. Load the page again.':
    'Diese Passage gibt es nicht mehr: Ihr Dokument wurde inzwischen geändert. Laden Sie die Seite neu.',
  'This passage is gone: its document was changed meanwhile.':
    'Diese Passage gibt es nicht mehr: Ihr Dokument wurde inzwischen geändert.',
  'The server is shutting down; files are read when it is back.':
    'Der Server fährt herunter; Dateien werden gelesen, wenn er zurück ist.',
  'Only a PDF is shown. Save the original to open it.':
    'Gezeigt wird nur ein PDF. Speichern Sie das Original, um es zu öffnen.',
  'Reading was cancelled.': 'Das Lesen wurde abgebrochen.',
} as const;

export const start = {
  'See what it says now': 'Ansehen, was er jetzt sagt',
  'Add knowledge': 'Wissen hinzufügen',
  '{count, plural, one {# document is} other {# documents are}} ready to answer from.':
    '{count, plural, one {# Dokument steht} other {# Dokumente stehen}} für Antworten bereit.',
  'The bot answers only from your documents, so it needs at least one.':
    'Der Bot antwortet nur aus Ihren Dokumenten, also braucht er mindestens eines.',
  'Open Knowledge': 'Wissen öffnen',
  'Add documents': 'Dokumente hinzufügen',
  'Ask what your visitors ask, and see for each answer why it was given.':
    'Fragen Sie, was Ihre Besucher fragen, und sehen Sie zu jeder Antwort, warum sie gegeben wurde.',
  'Ask a question': 'Eine Frage stellen',
  'Install it': 'Einbauen',
  'Visitors are talking to your bot.': 'Besucher sprechen mit Ihrem Bot.',
  'One line on your website; it is below. We tick this off once the chat was opened there.':
    'Eine Zeile auf Ihrer Website; sie steht unten. Sobald der Chat dort geöffnet wurde, haken wir das ab.',
  'Last seen on {site}, {time}.': 'Zuletzt gesehen: {site}, {time}.',
  'Go on setting up': 'Einrichtung fortsetzen',
  'Get the line': 'Zur Zeile',
  done: 'erledigt',
  'with visitors so far.': 'mit Besuchern bisher.',
  'of the questions; there were none yet.': 'der Fragen; bisher gab es keine.',
  '{answered} of {asked} questions were answered from your documents.':
    '{answered} von {asked} Fragen wurden aus Ihren Dokumenten beantwortet.',
  'questions that your documents do not seem to cover.':
    'Fragen, die Ihre Dokumente nicht abzudecken scheinen.',
  'See what is missing': 'Sehen, was fehlt',
  'Failed documents': 'Fehlgeschlagene Dokumente',
  'Every document could be read.': 'Alle Dokumente ließen sich lesen.',
  'could not be read.': 'ließen sich nicht lesen.',
  'See why, and try again': 'Sehen, warum, und noch einmal versuchen',
  'How it goes': 'Wie es läuft',
  'From your documents to answers on your site, in three steps.':
    'Von Ihren Dokumenten zu Antworten auf Ihrer Website, in drei Schritten.',
  'Put it on your website': 'Auf Ihre Website setzen',
  'Paste this line into each page that should have the chat, just before </head>. The round button appears in the corner; nothing is loaded or stored before a visitor opens it.':
    'Fügen Sie diese Zeile in jede Seite ein, die den Chat haben soll, kurz vor </head>. Der runde Knopf erscheint in der Ecke; nichts wird geladen oder gespeichert, bevor ein Besucher ihn öffnet.',
  'Copy the line': 'Zeile kopieren',
  'The address in this line works on this computer only, which is enough to try it. For visitors, open this console at the address under which your server can be reached, and copy the line there.':
    'Die Adresse in dieser Zeile gilt nur auf diesem Rechner; zum Ausprobieren genügt das. Für Besucher öffnen Sie diese Konsole unter der Adresse, unter der Ihr Server erreichbar ist, und kopieren die Zeile dort.',
  'a page in a file': 'eine Seite in einer Datei',
} as const;

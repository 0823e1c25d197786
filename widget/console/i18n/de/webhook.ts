/** What another program is told. */
export const webhook = {
  'Webhook and mails': 'Webhook und Mails',
  'Tells another program of yours when a person is wanted or a message was left.':
    'Meldet einem anderen Ihrer Programme, wenn ein Mensch gewünscht ist oder eine Nachricht hinterlassen wurde.',
  'Where another program is told, what signs it, and what was sent lately.':
    'Wohin einem anderen Programm gemeldet wird, was es signiert und was zuletzt gesendet wurde.',
  Address: 'Adresse',
  'Send a test': 'Test senden',
  'None is set, so nothing is sent.': 'Es ist keine gesetzt, also wird nichts gesendet.',
  'Set it under Hours and handoff': 'Unter Zeiten und Übergabe setzen',
  'Change it under Hours and handoff': 'Unter Zeiten und Übergabe ändern',
  'What becomes of the test stands below.': 'Was aus dem Test wird, steht unten.',
  'Make a new secret': 'Neues Geheimnis anlegen',
  'Make a secret': 'Geheimnis anlegen',
  Secret: 'Geheimnis',
  'The secret before it still signs too, until {time}.': 'Das Geheimnis davor signiert noch mit, bis {time}.',
  'Every message is signed as standardwebhooks.com says, so that its libraries check it.':
    'Jede Meldung wird signiert, wie standardwebhooks.com es sagt, sodass dessen Bibliotheken sie prüfen.',
  'This bot’s own, made {time}.': 'Das eigene dieses Bots, angelegt {time}.',
  'The one that your operator has set for every bot.': 'Das, das Ihr Betreiber für alle Bots gesetzt hat.',
  'There is none yet, so nothing is sent.': 'Es gibt noch keines, also wird nichts gesendet.',
  'Copy this secret now. It is shown once and cannot be seen again.':
    'Kopieren Sie dieses Geheimnis jetzt. Es wird einmal gezeigt und ist danach nicht mehr zu sehen.',
  'Copy the secret': 'Geheimnis kopieren',
  'From now on it signs what is sent. Put it into the program that is told.':
    'Ab jetzt signiert es, was gesendet wird. Setzen Sie es in das Programm ein, dem gemeldet wird.',
  'From now on it signs what is sent. The one before signs beside it for a day: time to put the new one into the program that is told.':
    'Ab jetzt signiert es, was gesendet wird. Das davor signiert noch einen Tag mit: Zeit, das neue in das Programm einzusetzen, dem gemeldet wird.',
  'The new secret': 'Das neue Geheimnis',
  'Make it': 'Anlegen',
  'A message was left': 'Eine Nachricht wurde hinterlassen',
  'A conversation went another step': 'Ein Gespräch ging einen Schritt weiter',
  Test: 'Test',
  'On its way': 'Unterwegs',
  Arrived: 'Angekommen',
  'Sent lately': 'Zuletzt gesendet',
  'Nothing was sent yet.': 'Noch wurde nichts gesendet.',
  'answer {status}': 'Antwort {status}',
  '{attempts, plural, one {# try} other {# tries}}': '{attempts, plural, one {# Versuch} other {# Versuche}}',
  'Send again: {what}, {time}': 'Noch einmal senden: {what}, {time}',
  'Send again': 'Noch einmal senden',
  'made a secret for the webhook': 'legte ein Geheimnis für den Webhook an',
  'sent the webhook a test': 'sendete dem Webhook einen Test',
} as const;

export const conversations = {
  Conversation: 'Gespräch',
  'The visitor stopped this reply.': 'Der Besucher hat diese Antwort abgebrochen.',
  'This reply was not finished.': 'Diese Antwort wurde nicht fertig.',
  'Begun {time}': 'Begonnen am {time}',
  Answered: 'Beantwortet',
  'Not answered': 'Nicht beantwortet',
  'Handed over': 'Übergeben',
  'No question': 'Keine Frage',
  'What visitors asked and what the bot replied. A conversation counts as “not answered” as soon as one of its questions was.':
    'Was Besucher gefragt haben und was der Bot antwortete. Ein Gespräch gilt als „nicht beantwortet“, sobald es eine seiner Fragen war.',
  Outcome: 'Ergebnis',
  'Show older': 'Ältere zeigen',
  '{count, plural, one {# question} other {# questions}}': '{count, plural, one {# Frage} other {# Fragen}}',
  'None with this outcome': 'Keines mit diesem Ergebnis',
  'Try another outcome.': 'Wählen Sie ein anderes Ergebnis.',
  'No conversations yet': 'Noch keine Gespräche',
  'Put the chat on your site': 'Den Chat auf Ihre Website setzen',
  'As soon as a visitor asks something, it stands here with the bot’s reply and the reasons for it: the quickest way to see what your documents lack.':
    'Sobald ein Besucher etwas fragt, steht es hier mit der Antwort des Bots und ihren Gründen: So sehen Sie am schnellsten, was Ihren Dokumenten fehlt.',
  Stop: 'Anhalten',
  Ask: 'Fragen',
  'New conversation': 'Neues Gespräch',
  'Ask what your visitors ask. Nothing here counts as a conversation, and nobody else sees it.':
    'Fragen Sie, was Ihre Besucher fragen. Nichts davon zählt als Gespräch, und niemand sonst sieht es.',
  'Answering…': 'Antwortet …',
  'The visitor is offered a person.': 'Dem Besucher wird ein Mensch angeboten.',
  'Stopped.': 'Angehalten.',
  'Looking it up and writing…': 'Sucht und schreibt …',
  'The bot knows nothing yet': 'Der Bot weiß noch nichts',
  'It answers only from your documents. Add one first, then ask about it here.':
    'Er antwortet nur aus Ihren Dokumenten. Fügen Sie erst eines hinzu, dann fragen Sie hier danach.',
  'Your question': 'Ihre Frage',
} as const;

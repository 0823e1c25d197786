export const conversations = {
  Conversation: 'Gespräch',
  'The visitor stopped this reply.': 'Der Besucher hat diese Antwort abgebrochen.',
  'This reply was not finished.': 'Diese Antwort wurde nicht fertig.',
  'Open in the inbox': 'Im Posteingang öffnen',
  'Begun {time}': 'Begonnen am {time}',
  Answered: 'Beantwortet',
  'Not answered': 'Nicht beantwortet',
  'Handed over': 'Übergeben',
  'No question': 'Keine Frage',
  'What visitors asked and what the bot replied. A conversation counts as “not answered” as soon as one of its questions was not.':
    'Was Besucher gefragt haben und was der Bot antwortete. Ein Gespräch gilt als „nicht beantwortet“, sobald es eine seiner Fragen war.',
  Outcome: 'Ergebnis',
  'Show older': 'Ältere zeigen',
  '{count, plural, one {# question} other {# questions}}': '{count, plural, one {# Frage} other {# Fragen}}',
  'None of this kind': 'Keines dieser Art',
  'Try another outcome, thumb or document.':
    'Wählen Sie ein anderes Ergebnis, einen anderen Daumen oder ein anderes Dokument.',
  'Only those in which this document was cited:': 'Nur die, in denen dieses Dokument genannt wurde:',
  'Only those in which this passage was cited:': 'Nur die, in denen diese Passage genannt wurde:',
  'a document that is gone': 'ein Dokument, das es nicht mehr gibt',
  'Visitor’s thumb': 'Daumen des Besuchers',
  'Thumb up': 'Daumen hoch',
  'Thumb down': 'Daumen runter',
  'it is wrong': 'sie ist falsch',
  'something is missing': 'es fehlt etwas',
  'not what was asked': 'nicht das, was gefragt war',
  'hard to understand': 'schwer zu verstehen',
  'another reason': 'ein anderer Grund',
  'The visitor’s comment:': 'Anmerkung des Besuchers:',
  '{count, plural, one {# thumb up} other {# thumbs up}}':
    '{count, plural, one {# Daumen hoch} other {# Daumen hoch}}',
  '{count, plural, one {# thumb down} other {# thumbs down}}':
    '{count, plural, one {# Daumen runter} other {# Daumen runter}}',
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
  'The visitor is told that the bot is not sure of this answer.':
    'Dem Besucher wird gesagt, dass sich der Bot dieser Antwort nicht sicher ist.',
  'The visitor was told that the bot is not sure of this answer.':
    'Dem Besucher wurde gesagt, dass sich der Bot dieser Antwort nicht sicher ist.',
  'The visitor is offered a person.': 'Dem Besucher wird ein Mensch angeboten.',
  'Stopped.': 'Angehalten.',
  'Looking it up and writing…': 'Sucht und schreibt …',
  'The bot knows nothing yet': 'Der Bot weiß noch nichts',
  'It answers only from your documents. Add one first, then ask about it here.':
    'Er antwortet nur aus Ihren Dokumenten. Fügen Sie erst eines hinzu, dann fragen Sie hier danach.',
  'Your question': 'Ihre Frage',
  'Mark as wrong': 'Als falsch markieren',
  'What is wrong with this answer?': 'Was ist an dieser Antwort falsch?',
  'Not wrong after all': 'Doch nicht falsch',
  'Marked as wrong by {name}': 'Als falsch markiert von {name}',
  'Colleagues who look after answers find it at once under “Unanswered”, “Marked as wrong”. The visitor is told nothing.':
    'Kollegen, die sich um Antworten kümmern, finden sie sofort unter „Unbeantwortet“, „Als falsch markiert“. Der Besucher erfährt nichts davon.',
  'Dealt with, says {name}': 'Erledigt, sagt {name}',
  'Why, if you like': 'Warum, wenn Sie mögen',
} as const;

export const unanswered = {
  Unanswered: 'Unbeantwortet',
  'What visitors asked and were not told, or marked with a thumb down; questions that mean the same stand together. Add what is missing, then close the topic.':
    'Was Besucher gefragt und nicht erfahren haben oder mit Daumen runter bewerteten; Fragen, die dasselbe meinen, stehen beisammen. Ergänzen Sie, was fehlt, dann schließen Sie das Thema.',
  Open: 'Offen',
  Closed: 'Geschlossen',
  '{count, plural, one {# new question is} other {# new questions are}} not sorted into topics yet.':
    '{count, plural, one {# neue Frage ist} other {# neue Fragen sind}} noch keinem Thema zugeordnet.',
  'Sort them': 'Zuordnen',
  'Nothing sorted yet': 'Noch nichts zugeordnet',
  'Sort the new questions, and those that were not answered stand here.':
    'Ordnen Sie die neuen Fragen zu, dann stehen hier die unbeantworteten.',
  'Nothing here': 'Hier ist nichts',
  'See all conversations': 'Alle Gespräche ansehen',
  'No topic is in this state.': 'Kein Thema ist in diesem Zustand.',
  'As soon as a visitor asks what your knowledge does not hold, it stands here, counted.':
    'Sobald ein Besucher etwas fragt, das Ihr Wissen nicht enthält, steht es hier, gezählt.',
  'Show more': 'Mehr zeigen',
  'Since it was closed, {count, plural, one {# more was} other {# more were}} not answered.':
    'Seit es geschlossen wurde, {count, plural, one {blieb # weitere} other {blieben # weitere}} unbeantwortet.',
  'Also asked:': 'Auch gefragt:',
  'Nearest documents:': 'Nächste Dokumente:',
  'Add knowledge about “{topic}”': 'Wissen hinzufügen: „{topic}“',
  'Approve an answer': 'Eine Antwort freigeben',
  'Approve an answer to “{topic}”': 'Eine Antwort freigeben: „{topic}“',
  Assign: 'Zuweisen',
  'Assign “{topic}”': '„{topic}“ zuweisen',
  'With {name}': 'Bei {name}',
  'With {name}: “{topic}”': 'Bei {name}: „{topic}“',
  'Close the topic “{topic}”': 'Thema schließen: „{topic}“',
  'Open again: “{topic}”': 'Wieder öffnen: „{topic}“',
  'Close the topic': 'Thema schließen',
  'Open again': 'Wieder öffnen',
  'asked {count, plural, one {# time} other {# times}}': '{count, plural, one {#-mal} other {#-mal}} gefragt',
  '{count} not answered': '{count} nicht beantwortet',
  'last {time}': 'zuletzt {time}',
  'Who looks after this?': 'Wer kümmert sich darum?',
  Nobody: 'Niemand',
  'The conversations': 'Die Gespräche',
  'Suggested, since many visitors ask': 'Vorgeschlagen, weil viele Besucher fragen',
  'Each was asked by three visitors or more, and no approved answer meets it. Nothing is said before you approve it.':
    'Jede wurde von mindestens drei Besuchern gestellt, und keine freigegebene Antwort trifft sie. Nichts wird gesagt, bevor Sie es freigeben.',
  'The bot says:': 'Der Bot sagt:',
} as const;

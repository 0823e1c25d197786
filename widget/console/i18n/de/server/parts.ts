/** What the server puts together or cuts short: a number and a noun, a reason and how often. It stands nowhere as one text. */
export const parts = {
  '{count} test questions': '{count} Testfragen',
  '{count} test question': '{count} Testfrage',
  '{count} must-pass tests': '{count} Tests, die bestanden werden müssen',
  '{count} must-pass test': '{count} Test, der bestanden werden muss',
  '{count} questions': '{count} Fragen',
  '{count} question': '{count} Frage',
  '{count} answers': '{count} Antworten verstoßen',
  '{count} answer': '{count} Antwort verstößt',
  '{count} lessons seem': '{count} Lektionen scheinen',
  '1 lesson seems': '1 Lektion scheint',
  '{passed} of {all} answers': '{passed} von {all} Antworten',
  '{quoted} is not supported by the help pages': '{quoted} ist durch die Hilfeseiten nicht gedeckt',
  'the search finds other pages for this question': 'die Suche findet zu dieser Frage andere Seiten',
  'asks the same as …': 'fragt dasselbe wie …',
  'contradicts another lesson, which says …': 'widerspricht einer anderen Lektion, die … sagt',
  'too like the test question …; what is tested is never taught':
    'zu ähnlich der Testfrage …; was geprüft wird, wird nie gelehrt',
  'another page may answer it': 'vielleicht beantwortet eine andere Seite es',
  '{reason} ({count})': '{reason} ({count})',
} as const;

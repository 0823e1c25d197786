export const tests = {
  Tests: 'Tests',
  'New test': 'Neuer Test',
  'Change a test': 'Einen Test ändern',
  'Questions that measure the bot. The model is never taught from them. Final ones decide whether a new version may be published; practice ones you may look at while you teach, and when the bot answers may be fitted to them.':
    'Fragen, an denen der Bot gemessen wird. Das Modell wird daraus nie gelehrt. Abschlusstests entscheiden, ob eine neue Version veröffentlicht werden darf; Übungstests dürfen Sie beim Lehren ansehen, und an ihnen kann angepasst werden, wann der Bot antwortet.',
  'Bring in tests': 'Tests einlesen',
  'CSV or JSONL with a question a row, and if you like reference, must_include, gold_ids, answerable, must_pass and split (heldout or dev).':
    'CSV oder JSONL mit einer Frage je Zeile und, wenn Sie mögen, reference, must_include, gold_ids, answerable, must_pass und split (heldout oder dev).',
  Set: 'Gruppe',
  Final: 'Abschluss',
  Practice: 'Übung',
  'Must pass': 'Muss bestehen',
  Passed: 'Bestanden',
  'Not asked yet': 'Noch nicht gefragt',
  'Last result': 'Letztes Ergebnis',
  '{shown} of {count, plural, one {# test} other {# tests}}':
    '{shown} von {count, plural, one {# Test} other {# Tests}}',
  'No test matches': 'Kein Test passt',
  'Search in tests': 'In Tests suchen',
  'Try other words, another set or another result.':
    'Versuchen Sie andere Wörter, eine andere Gruppe oder ein anderes Ergebnis.',
  'No tests yet': 'Noch keine Tests',
  'Write the first test': 'Den ersten Test schreiben',
  'Without tests nobody can tell whether teaching helped. Begin with twenty questions that visitors really ask, with the facts a right answer holds. Before a version may be published, the gate wants thirty final ones that your documents answer and ten that they do not.':
    'Ohne Tests kann niemand sagen, ob das Lehren geholfen hat. Beginnen Sie mit zwanzig Fragen, die Besucher wirklich stellen, mit den Tatsachen einer richtigen Antwort. Bevor eine Version veröffentlicht werden darf, verlangt die Schranke dreißig Abschlusstests, die Ihre Dokumente beantworten, und zehn, die sie nicht beantworten.',
  'The documents hold the answer': 'Die Dokumente enthalten die Antwort',
  'Without the tick, declining is the right reply.': 'Ohne Haken ist Ablehnen die richtige Antwort.',
  'Ideal answer': 'Ideale Antwort',
  'What a good colleague would say; answers are measured by their likeness to it.':
    'Was ein guter Kollege sagen würde; Antworten werden an der Ähnlichkeit damit gemessen.',
  'Key facts': 'Kernaussagen',
  'Words that every right answer holds, one a line: £12, 30 days.':
    'Wörter, die jede richtige Antwort enthält, eines je Zeile: 12 £, 30 Tage.',
  'Documents that answer it': 'Dokumente, die sie beantworten',
  'Their names under Knowledge, one a line.': 'Ihre Namen unter Wissen, einer je Zeile.',
  'Final: decides whether a version may be published':
    'Abschluss: entscheidet, ob eine Version veröffentlicht werden darf',
  'Practice: to look at and to tune by; decides nothing':
    'Übung: zum Ansehen und Anpassen; entscheidet nichts',
  'A version that fails it does not pass the gate.':
    'Eine Version, die ihn nicht besteht, kommt nicht durch die Schranke.',
  'They have not been asked yet.': 'Sie wurden noch nicht gefragt.',
  '{passed} of {asked} passed when version {version} was compared on {time}.':
    '{passed} von {asked} bestanden, als Version {version} am {time} verglichen wurde.',
  'with {facts}': 'mit {facts}',
  'Should be declined.': 'Soll abgelehnt werden.',
  'It said:': 'Er sagte:',
  'Delete this test?': 'Diesen Test löschen?',
  '“{question}” will not be asked any more. Comparisons of the past keep it.':
    '„{question}“ wird nicht mehr gefragt. Frühere Vergleiche behalten ihn.',
  'Make a test of it': 'Einen Test daraus machen',
  Comparison: 'Vergleich',
  'Time asked': 'Mal',
  'Passed, percent': 'Bestanden, Prozent',
  'How the tests went, time after time': 'Wie die Tests ausgingen, Mal für Mal',
  '{to} % passed the last of {count} times, as many as the first time.':
    'Beim letzten von {count} Malen bestanden {to} %, so viele wie beim ersten.',
  '{to} % passed the last of {count} times, up from {from} % the first time.':
    'Beim letzten von {count} Malen bestanden {to} %, nach {from} % beim ersten.',
  '{to} % passed the last of {count} times, down from {from} % the first time.':
    'Beim letzten von {count} Malen bestanden nur {to} %, nach {from} % beim ersten.',
  'Since {what} changed, {count, plural, one {# test that was right is wrong} other {# tests that were right are wrong}}':
    'Geändert: {what}. Seitdem {count, plural, one {ist # Test falsch, der richtig war} other {sind # Tests falsch, die richtig waren}}',
  'Found out on {time}.': 'Festgestellt am {time}.',
  Before: 'Vorher',
  Now: 'Jetzt',
  '(not kept any more)': '(nicht mehr aufbewahrt)',
  something: 'etwas',
  'They are not asked again by themselves after a change; the settings say so.':
    'Nach einer Änderung werden sie nicht von selbst noch einmal gefragt; so sagen es die Einstellungen.',
  'Open Settings': 'Einstellungen öffnen',
  'They could not be asked on {time}: {reason} They are asked again after the next change.':
    'Am {time} konnten sie nicht gefragt werden: {reason} Nach der nächsten Änderung werden sie noch einmal gefragt.',
  'They are being asked again: {asked} of {questions}. Visitors go first.':
    'Sie werden gerade noch einmal gefragt: {asked} von {questions}. Besucher gehen vor.',
  'They are asked for the first time once nothing has changed for half an hour, or when a version is compared. Visitors and teaching go first.':
    'Zum ersten Mal werden sie gefragt, wenn sich eine halbe Stunde lang nichts geändert hat oder eine Version verglichen wird. Besucher und Lehren gehen vor.',
  'Something has changed that answers depend on: they are asked again in about a minute. Visitors and teaching go first.':
    'Es hat sich etwas geändert, wovon Antworten abhängen: In etwa einer Minute werden sie noch einmal gefragt. Besucher und Lehren gehen vor.',
  'They are asked again by themselves after every change that answers depend on.':
    'Nach jeder Änderung, von der Antworten abhängen, werden sie von selbst noch einmal gefragt.',
  'They are asked again by themselves after every change that answers depend on: those that must pass, then others, {atMost} in all. A comparison asks all.':
    'Nach jeder Änderung, von der Antworten abhängen, werden sie von selbst noch einmal gefragt: die, die bestehen müssen, dann weitere, zusammen {atMost}. Alle fragt ein Vergleich.',
  '{passed} of {asked} passed when they were asked on {time}.':
    '{passed} von {asked} bestanden, als sie am {time} gefragt wurden.',
  '{passed} of {asked} passed when they were asked again on {time}. Changed before: {what}.':
    '{passed} von {asked} bestanden, als sie am {time} noch einmal gefragt wurden. Geändert hatte sich: {what}.',
  'Asked because of': 'Gefragt wegen',
  'a comparison': 'eines Vergleichs',
  'the first time': 'des ersten Mals',
  'a change: {what}': 'einer Änderung: {what}',
  'All comparisons': 'Alle Vergleiche',
  'Passed {passed} of the last {count} times.': '{passed} der letzten {count} Male bestanden.',
} as const;

export const decision = {
  'When it answers': 'Wann er antwortet',
  'See what it would do on your tests': 'Sehen, was sie an Ihren Tests bewirkt',
  'Measure again': 'Neu messen',
  'Measure on my tests': 'An meinen Tests messen',
  'The bot gives each question a score: how sure it is that your documents answer it. Below the threshold it says that it cannot answer. Here you see what each threshold would do on your own tests.':
    'Der Bot gibt jeder Frage eine Wertung: wie sicher er ist, dass Ihre Dokumente sie beantworten. Unter der Schwelle sagt er, dass er nicht antworten kann. Hier sehen Sie, was jede Schwelle an Ihren eigenen Tests bewirken würde.',
  'Your tests are being asked. This takes about a minute; you can leave the page.':
    'Ihre Tests werden gestellt. Das dauert etwa eine Minute; Sie können die Seite verlassen.',
  'Where the score comes from': 'Woher die Wertung kommt',
  'From what comes with Foyer. It has not been fitted to your own questions.':
    'Aus dem, was Foyer mitbringt. An Ihre eigenen Fragen wurde sie nicht angepasst.',
  'From {count, plural, one {# question} other {# questions}} of your own, fitted by hand, {time}. It is kept whatever you publish or roll back.':
    'Aus {count, plural, one {# eigenen Frage} other {# eigenen Fragen}}, von Hand angepasst, {time}. Das bleibt erhalten, was immer Sie veröffentlichen oder zurückrollen.',
  'The version that answers brought its own along, made {time}. What was fitted by hand is newer, so it counts.':
    'Die Version, die antwortet, brachte eine eigene mit, gemacht {time}. Was von Hand angepasst wurde, ist neuer und gilt deshalb.',
  'From the version that answers, {version}: it was fitted on {count, plural, one {# question} other {# questions}} that your lessons answer, because the bot declined too many of them. It counts as long as this version answers.':
    'Aus der Version, die antwortet, {version}: Sie wurde an {count, plural, one {# Frage} other {# Fragen}} angepasst, die Ihre Lektionen beantworten, weil der Bot zu viele davon ablehnte. Das gilt, solange diese Version antwortet.',
  'What was fitted by hand on {count, plural, one {# question} other {# questions}}, {time}, is not lost: it counts again once this version no longer answers, unless the next one, too, brings newer ones along.':
    'Was von Hand an {count, plural, one {# Frage} other {# Fragen}} angepasst wurde, {time}, ist nicht verloren: Es gilt wieder, sobald diese Version nicht mehr antwortet, außer auch die nächste bringt Neueres mit.',
  'Not measured yet': 'Noch nicht gemessen',
  'Your tests say which questions your documents answer and which they do not. A few dozen of both kinds show where the line should be.':
    'Ihre Tests sagen, welche Fragen Ihre Dokumente beantworten und welche nicht. Ein paar Dutzend von beiden Arten zeigen, wo die Grenze liegen sollte.',
  'Measured {time} on {count, plural, one {# test} other {# tests}}.':
    'Gemessen {time} an {count, plural, one {# Test} other {# Tests}}.',
  'What a model says that reads the closest lines once more is part of the scores.':
    'Was ein Modell sagt, das die nächsten Zeilen noch einmal liest, ist Teil der Wertungen.',
  'These scores are from before the model that now reads the closest lines once more; measure again to see how the bot decides today.':
    'Diese Wertungen sind älter als das Modell, das die nächsten Zeilen jetzt noch einmal liest; messen Sie neu, um zu sehen, wie der Bot heute entscheidet.',
  'answers more': 'antwortet mehr',
  'declines more': 'lehnt mehr ab',
  'Of {count, plural, one {# question} other {# questions}} that your documents answer, it would decline {declined}.':
    'Von {count, plural, one {# Frage} other {# Fragen}}, die Ihre Dokumente beantworten, würde er {declined} ablehnen.',
  'Of {count, plural, one {# question} other {# questions}} that they do not answer, it would decline {declined}.':
    'Von {count, plural, one {# Frage} other {# Fragen}}, die sie nicht beantworten, würde er {declined} ablehnen.',
  'When it is not sure': 'Wenn er sich nicht sicher ist',
  'Tell visitors when the bot is not sure of its answer':
    'Besuchern sagen, wenn sich der Bot seiner Antwort nicht sicher ist',
  'Where the score is enough for an answer but not high, the chat says below it: “I am not sure that this answers your question.” It also offers a person. Nothing of this counts as “not answered”. Where the threshold is as high, no reply is unsure.':
    'Reicht die Wertung für eine Antwort, ist aber nicht hoch, sagt der Chat darunter: „Ich bin nicht sicher, ob das Ihre Frage beantwortet.“ Er bietet auch einen Menschen an. Nichts davon zählt als „nicht beantwortet“. Wo schon die Schwelle so hoch ist, ist keine Antwort unsicher.',
  'Save the threshold': 'Schwelle speichern',
  'Back to {threshold}': 'Zurück zu {threshold}',
  'No test would be decided otherwise than now.': 'Kein Test würde anders entschieden als jetzt.',
  'It would answer these now': 'Diese würde er nun beantworten',
  'It would decline these now': 'Diese würde er nun ablehnen',
  'Answered, though your documents do not hold it': 'Beantwortet, obwohl Ihre Dokumente es nicht hergeben',
  'Declined, though your documents hold it': 'Abgelehnt, obwohl Ihre Dokumente es hergeben',
  'your documents answer it': 'Ihre Dokumente beantworten sie',
  'your documents do not answer it': 'Ihre Dokumente beantworten sie nicht',
  'score {score}': 'Wertung {score}',
  'decided by a rule, whatever the threshold': 'durch eine Regel entschieden, bei jeder Schwelle',
  'of these without an answer, in %': 'davon ohne Antwort, in %',
  'What answering more costs': 'Was mehr Antworten kosten',
  'To the right the bot answers more of your tests; the higher the line, the more of its answers are to questions that your documents do not answer.':
    'Nach rechts beantwortet der Bot mehr Ihrer Tests; je höher die Linie, desto mehr seiner Antworten gelten Fragen, die Ihre Dokumente nicht beantworten.',
  'Answered, in %': 'Beantwortet, in %',
  Threshold: 'Schwelle',
  'Answers without one': 'Antworten ohne Grundlage',
  'Declined wrongly': 'Zu Unrecht abgelehnt',
  'Declined rightly': 'Zu Recht abgelehnt',
  'Can the score be believed?': 'Kann man der Wertung glauben?',
  'Your tests in groups, by score. Where a score says 0.80, about 80 of 100 questions should have an answer.':
    'Ihre Tests in Gruppen, nach Wertung. Wo eine Wertung 0,80 sagt, sollten etwa 80 von 100 Fragen eine Antwort haben.',
  'Mean score': 'Mittlere Wertung',
  'With an answer': 'Mit Antwort',
};

export const corrections = {
  'Correct this': 'Das berichtigen',
  'Corrected: see it, or undo it': 'Berichtigt: ansehen oder rückgängig machen',
  'Correct this answer': 'Diese Antwort berichtigen',
  'What will come of it': 'Was daraus wird',
  'What came of it': 'Was daraus wurde',
  Asked: 'Gefragt',
  'The bot said': 'Der Bot sagte',
  'What it should have said': 'Was er hätte sagen sollen',
  'Write it as you would to the visitor. Nothing changes yet.':
    'Schreiben Sie es so, wie Sie es dem Besucher schreiben würden. Noch ändert sich nichts.',
  Next: 'Weiter',
  'Undone. All is as it was before, also the test.':
    'Rückgängig gemacht. Alles ist wie zuvor, auch der Test.',
  'Advice: {route}.': 'Rat: {route}.',
  'What it becomes': 'Was daraus wird',
  'A fact': 'Eine Tatsache',
  'It is added to your knowledge, in the document “Corrections”. The bot answers from it.':
    'Sie kommt in Ihr Wissen, in das Dokument „Corrections“. Der Bot antwortet daraus.',
  'Counts with the next question.': 'Gilt ab der nächsten Frage.',
  'An approved answer': 'Eine freigegebene Antwort',
  'The bot says your words, and no others, whenever somebody asks this.':
    'Der Bot sagt Ihre Worte und keine anderen, sooft jemand das fragt.',
  'A lesson': 'Eine Lektion',
  'The facts were right, but not how it said them. The bot is taught to answer like this.':
    'Die Tatsachen stimmten, aber nicht, wie er sie sagte. Der Bot wird gelehrt, so zu antworten.',
  'Counts after the lesson is approved and the bot was taught.':
    'Gilt, wenn die Lektion freigegeben und der Bot gelehrt ist.',
  'Correcting it, and asking the bot again…': 'Berichtigt es und fragt den Bot noch einmal …',
  'Correct it': 'Berichtigen',
  'Change it where it would not be understood without what was said before.':
    'Ändern Sie sie, wenn man sie ohne das vorher Gesagte nicht verstünde.',
  'The same question in other words': 'Dieselbe Frage in anderen Worten',
  'The test asks this one: what is taught word for word proves nothing.':
    'Der Test stellt diese: Was wörtlich gelehrt wurde, beweist nichts.',
  'A test guards it.': 'Ein Test wacht darüber.',
  'It asks “{question}” and fails when the answer does not say this any more.':
    'Er fragt „{question}“ und schlägt fehl, wenn die Antwort das nicht mehr sagt.',
  'Publish no version that gets this wrong': 'Keine Version veröffentlichen, die das falsch macht',
  'Approve the lesson at once': 'Die Lektion sofort freigeben',
  'A colleague who may approve lessons looks at it first.':
    'Ein Kollege, der Lektionen freigeben darf, sieht sie erst an.',
  'The old passage stays in use. The bot may go on saying what stands there.':
    'Die alte Passage bleibt in Gebrauch. Der Bot sagt vielleicht weiterhin, was dort steht.',
  'This passage is added under the question:': 'Diese Passage kommt unter der Frage hinzu:',
  'This passage says otherwise:': 'Diese Passage sagt etwas anderes:',
  'Take it out of use, and put the corrected one in its place':
    'Sie nicht mehr verwenden und die berichtigte an ihre Stelle setzen',
  'The corrected passage': 'Die berichtigte Passage',
  'The old one with your correction in it; check that it reads well.':
    'Die alte mit Ihrer Berichtigung darin; prüfen Sie, ob sie sich gut liest.',
  'It should say': 'Sagen soll er',
  'The passage in “Corrections”': 'Die Passage in „Corrections“',
  'The passage that said otherwise is out of use.':
    'Die Passage, die etwas anderes sagte, wird nicht mehr verwendet.',
  'The approved answer': 'Die freigegebene Antwort',
  'The lesson': 'Die Lektion',
  'Both answers side by side, for teaching': 'Beide Antworten nebeneinander, zum Lehren',
  'No comparison of the two answers: {reason}': 'Kein Vergleich der beiden Antworten: {reason}',
  'The test that guards it': 'Der Test, der darüber wacht',
  'The bot says now:': 'Der Bot sagt jetzt:',
  'It holds': 'Es hält',
  'Not as you wrote': 'Nicht wie von Ihnen geschrieben',
  'If it must say just this, undo it and choose an approved answer instead.':
    'Muss er genau das sagen, machen Sie es rückgängig und wählen Sie stattdessen eine freigegebene Antwort.',
  'Undo it': 'Rückgängig machen',
  'Ask again': 'Noch einmal fragen',
  Corrections: 'Berichtigungen',
  'Answers that somebody put right: what was made of each, and whether its test passes.':
    'Antworten, die jemand berichtigt hat: was aus jeder wurde und ob ihr Test besteht.',
  'Nothing corrected yet': 'Noch nichts berichtigt',
  'This correction is not there': 'Diese Berichtigung ist nicht da',
  'It may have been deleted since, or the link is incomplete.':
    'Vielleicht wurde sie seither gelöscht, oder der Link ist unvollständig.',
  'Look at conversations': 'Gespräche ansehen',
  'Beside each answer of the bot stands “Correct this”: it becomes a fact, an approved answer or a lesson, with a test that guards it.':
    'Neben jeder Antwort des Bots steht „Das berichtigen“: Daraus wird eine Tatsache, eine freigegebene Antwort oder eine Lektion, mit einem Test, der darüber wacht.',
  Undone: 'Rückgängig gemacht',
  'undone by {name}': 'rückgängig gemacht von {name}',
  'Deleted since': 'Seither gelöscht',
  'Lesson waits for review': 'Lektion wartet auf Durchsicht',
  'Lesson approved': 'Lektion freigegeben',
  'Lesson retired': 'Lektion zurückgezogen',
  'Lesson deleted since': 'Lektion seither gelöscht',
  'Test passes': 'Test besteht',
  'Test fails': 'Test schlägt fehl',
  'Test not asked yet': 'Test noch nicht gestellt',
  'Test deleted since': 'Test seither gelöscht',
} as const;

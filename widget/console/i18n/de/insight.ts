export const insight = {
  Insight: 'Auswertung',
  'What became of visitors’ questions. What your team tried out is not counted.':
    'Was aus den Fragen der Besucher wurde. Was Ihr Team ausprobiert hat, zählt nicht.',
  'Nothing was asked in this time': 'In diesem Zeitraum wurde nichts gefragt',
  'What visitors ask is counted here day by day: how much was answered and what was not, how fast, and what they thought of it. Choose another time above, or let the chat be seen by more of them.':
    'Hier wird Tag für Tag gezählt, was Besucher fragen: wie viel beantwortet wurde und was nicht, wie schnell, und was sie davon hielten. Wählen Sie oben einen anderen Zeitraum, oder zeigen Sie den Chat mehr von ihnen.',
  'Days are those of {timeZone}.': 'Die Tage sind die der Zeitzone {timeZone}.',
  Time: 'Zeitraum',
  'Last {count, plural, one {# day} other {# days}}':
    '{count, plural, one {Letzter # Tag} other {Letzte # Tage}}',
  'From – until': 'Von – bis',
  Questions: 'Fragen',
  'To a person': 'An einen Menschen',
  'First words': 'Erste Worte',
  'How much is asked': 'Wie viel gefragt wird',
  'Conversations on the day they began, and the bot’s replies to questions on the day it gave them.':
    'Gespräche am Tag ihres Beginns und die Antworten des Bots auf Fragen am Tag, an dem er sie gab.',
  'What became of it': 'Was daraus wurde',
  'Answered: worded, quoted or by an approved answer. Not answered: declined. To a person: conversations that a person was called to.':
    'Beantwortet: formuliert, zitiert oder mit einer freigegebenen Antwort. Nicht beantwortet: abgelehnt. An einen Menschen: Gespräche, zu denen ein Mensch gerufen wurde.',
  'How fast it answers': 'Wie schnell er antwortet',
  'Half of the visitors of a day could read the first words within this time.':
    'Die Hälfte der Besucher eines Tages konnte innerhalb dieser Zeit die ersten Worte lesen.',
  'What is asked most': 'Was am meisten gefragt wird',
  'The ten largest topics of this time, as far as the questions are sorted.':
    'Die zehn größten Themen dieses Zeitraums, soweit die Fragen zugeordnet sind.',
  'Sort and work through them': 'Zuordnen und durcharbeiten',
  'None yet.': 'Noch keine.',
  Topic: 'Thema',
  'Without a good answer': 'Ohne gute Antwort',
  '{what}, seconds': '{what}, Sekunden',
  Day: 'Tag',
  'began in this time.': 'begannen in diesem Zeitraum.',
  'of {asked} questions: {worded} worded from documents, {quoted} quoted, {approved} by approved answers.':
    'von {asked} Fragen: {worded} aus Dokumenten formuliert, {quoted} zitiert, {approved} mit freigegebenen Antworten.',
  'questions that the bot declined; the reasons stand below.':
    'Fragen, die der Bot ablehnte; die Gründe stehen unten.',
  'conversations that a person was called to. An offer that nobody took up does not count.':
    'Gespräche, zu denen ein Mensch gerufen wurde. Ein Angebot, das niemand annahm, zählt nicht.',
  'Solved, as visitors say': 'Gelöst, sagen Besucher',
  'conversations with a thumb up or a rating of 4 or 5, without a complaint and without a person.':
    'Gespräche mit Daumen hoch oder einer Bewertung von 4 oder 5, ohne Beschwerde und ohne einen Menschen.',
  'Answered without feedback': 'Ohne Rückmeldung beantwortet',
  'conversations in which all was answered and the visitor said nothing. They may be solved or not.':
    'Gespräche, in denen alles beantwortet wurde und der Besucher nichts dazu sagte. Sie können gelöst sein oder nicht.',
  Rating: 'Bewertung',
  'of 5 on average, from {count, plural, one {# rating} other {# ratings}}.':
    'von 5 im Mittel, aus {count, plural, one {# Bewertung} other {# Bewertungen}}.',
  'Thumbs up': 'Daumen hoch (Anteil)',
  '{up} up and {down} down, on single replies.': '{up} hoch und {down} runter, zu einzelnen Antworten.',
  'No reply was measured yet.': 'Noch wurde keine Antwort gemessen.',
  'or less for half of the latest {count} replies, {most} or less for nine in ten.':
    'oder weniger bei der Hälfte der letzten {count} Antworten, {most} oder weniger bei neun von zehn.',
  'Solved, as the visitor said': 'Gelöst, wie der Besucher sagte',
  'Answered, and the visitor said nothing': 'Beantwortet, der Besucher sagte nichts dazu',
  'A question was not answered': 'Eine Frage blieb unbeantwortet',
  'Did not help, as the visitor said': 'Half nicht, wie der Besucher sagte',
  'Went to a person': 'Ging an einen Menschen',
  'Nothing was asked': 'Nichts wurde gefragt',
  'No passage was close enough': 'Keine Passage war nah genug',
  'Nothing was found at all': 'Es wurde gar nichts gefunden',
  'The model saw no answer in the passages': 'Das Modell sah in den Passagen keine Antwort',
  'Asked in another language': 'In einer anderen Sprache gefragt',
  'Too long a message': 'Eine zu lange Nachricht',
  'Another reason': 'Ein anderer Grund',
  'The visitor asked for one': 'Der Besucher bat darum',
  'The visitor pressed the button': 'Der Besucher drückte den Knopf',
  'A word that calls a person': 'Ein Wort, das einen Menschen ruft',
  'Too much was not answered': 'Zu vieles blieb unbeantwortet',
  'The bot was not sure of its answer': 'Der Bot war sich seiner Antwort nicht sicher',
  'Too many thumbs down': 'Zu viele Daumen runter',
  'The visitor was angry': 'Der Besucher war verärgert',
  'A colleague took over': 'Ein Kollege übernahm',
  'How conversations ended': 'Wie Gespräche endeten',
  'Each that began in this time, once; a person goes before what the visitor said, that before what the bot did.':
    'Jedes, das in diesem Zeitraum begann, einmal; ein Mensch geht vor dem, was der Besucher sagte, und das vor dem, was der Bot tat.',
  'Why it did not answer': 'Warum er nicht antwortete',
  'Of the latest refusals, 5,000 at most.': 'Von den letzten Ablehnungen, höchstens 5.000.',
  'Why a person was called': 'Warum ein Mensch gerufen wurde',
  'What called a person to a conversation for the first time.':
    'Was zum ersten Mal einen Menschen in ein Gespräch rief.',
  'Why thumbs were down': 'Warum Daumen nach unten zeigten',
  'What visitors chose beside the thumb.': 'Was Besucher neben dem Daumen wählten.',
  Ratings: 'Bewertungen',
  'What visitors gave a conversation, 5 is best; the latest word counts.':
    'Was Besucher einem Gespräch gaben, 5 ist am besten; das letzte Wort zählt.',
  'Response times': 'Antwortzeiten',
  'Of the latest {count} replies to questions, as measured on this machine.':
    'Der letzten {count} Antworten auf Fragen, auf diesem Rechner gemessen.',
  'First words, half of them within': 'Erste Worte, die Hälfte innerhalb von',
  'First words, nine in ten within': 'Erste Worte, neun von zehn innerhalb von',
  'The whole reply, half of them within': 'Die ganze Antwort, die Hälfte innerhalb von',
  'The whole reply, nine in ten within': 'Die ganze Antwort, neun von zehn innerhalb von',
  'no reason chosen': 'kein Grund gewählt',
  '{count, plural, one {On the day before} other {In the # days before}}, {from} – {to}, nothing was asked: there is nothing to compare with.':
    '{count, plural, one {Am Tag davor} other {In den # Tagen davor}}, {from} – {to}, wurde nichts gefragt: Es gibt nichts zu vergleichen.',
  'Beside each number: its change against the {count, plural, one {day before} other {# days before}}, {from} – {to}.':
    'Neben jeder Zahl: die Änderung gegenüber {count, plural, one {dem Tag} other {den # Tagen}} davor, {from} – {to}.',
  '{value} points': '{value} Punkte',
  'Answers marked wrong': 'Als falsch markiert',
  'by your team, on the day they were marked.': 'von Ihrem Team, am Tag der Markierung.',
  'by your team, on the day they were marked; {open} still open.':
    'von Ihrem Team, am Tag der Markierung; {open} noch offen.',
  'See these answers': 'Diese Antworten ansehen',
} as const;

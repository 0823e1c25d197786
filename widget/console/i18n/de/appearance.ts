export const appearance = {
  Appearance: 'Aussehen',
  'How the chat looks on your sites. What you save is there within a minute; the line on them stays as it is.':
    'Wie der Chat auf Ihren Websites aussieht. Was Sie speichern, ist dort binnen einer Minute zu sehen; die Zeile auf den Seiten bleibt, wie sie ist.',
  'Its name, greeting and suggested questions are words, not looks:':
    'Name, Begrüßung und vorgeschlagene Fragen sind Worte, kein Aussehen:',
  'Change them under Settings': 'In den Einstellungen ändern',
  'Brand colour': 'Hausfarbe',
  'Pick the brand colour': 'Hausfarbe auswählen',
  'Of the button, the header and the visitor’s own words. Left empty, Foyer’s green.':
    'Für den Knopf, die Kopfzeile und die Worte des Besuchers. Bleibt es leer, das Grün von Foyer.',
  'Write a colour as # and six letters a to f or digits.':
    'Schreiben Sie eine Farbe als # und sechs Ziffern oder Buchstaben von a bis f.',
  'Use Foyer’s green': 'Das Grün von Foyer nehmen',
  'Words in this colour are hard to read: their contrast is {ratio} to 1, and {needed} to 1 is needed. The chat writes its links and buttons in {nearest} instead.':
    'Worte in dieser Farbe sind schwer zu lesen: Ihr Kontrast ist {ratio} zu 1, nötig sind {needed} zu 1. Der Chat schreibt seine Links und Knöpfe stattdessen in {nearest}.',
  'Use {color}': '{color} nehmen',
  'Corner of the round button': 'Ecke des runden Knopfs',
  'Right (left in Arabic or Hebrew)': 'Rechts (im Arabischen links)',
  'Left (right in Arabic or Hebrew)': 'Links (im Arabischen rechts)',
  'Light or dark': 'Hell oder dunkel',
  'As the visitor’s device is set': 'Wie das Gerät des Besuchers',
  'Always light': 'Immer hell',
  'Always dark': 'Immer dunkel',
  'Words on the button': 'Worte auf dem Knopf',
  'Beside its sign, such as “Ask us”. Left empty, the sign stands alone.':
    'Neben dem Zeichen, etwa „Fragen Sie uns“. Bleibt es leer, steht das Zeichen allein.',
  'A short tone when a reply comes and nobody looks':
    'Ein kurzer Ton, wenn eine Antwort kommt und niemand hinsieht',
  Preview: 'Vorschau',
  'On a phone': 'Auf dem Telefon',
  'In the dark': 'Im Dunkeln',
  'Right to left': 'Von rechts nach links',
  'The chat on a page': 'Der Chat auf einer Seite',
  'This is the chat itself. Nothing asked in here is kept or counted, and the answer is always the same.':
    'Das ist der Chat selbst. Was hier gefragt wird, wird weder behalten noch gezählt, und die Antwort ist immer dieselbe.',
  'This is how an answer looks, with [a link](https://example.org) in it.':
    'So sieht eine Antwort aus, mit [einem Link](https://example.org) darin.',
  'The line stays the same whatever the chat looks like.':
    'Die Zeile bleibt dieselbe, wie auch immer der Chat aussieht.',
  'Colour, corner, light or dark': 'Farbe, Ecke, hell oder dunkel',
};

/** What is wrong with a field of a request, of a file or of a bot's settings; its name stands before it. */
export const problems = {
  'is empty': 'ist leer',
  'is missing': 'fehlt',
  'is not of the expected form': 'hat nicht die erwartete Form',
  'is not a known field, so check its spelling or leave it out':
    'ist kein bekanntes Feld; prüfen Sie die Schreibweise, oder lassen Sie es weg',
  'has fields that are not known here ({fields})': 'hat Felder, die hier niemand kennt ({fields})',
  'is not allowed as a name here': 'ist hier als Name nicht erlaubt',
  'must be text': 'muss Text sein',
  'must be a number': 'muss eine Zahl sein',
  'must be a whole number': 'muss eine ganze Zahl sein',
  'must be true or false': 'muss true oder false sein',
  'must be a list': 'muss eine Liste sein',
  'must have fields of its own': 'muss eigene Felder haben',
  'must be a file': 'muss eine Datei sein',
  'must be {value}': 'muss {value} sein',
  'must be one of these: {values}': 'muss eines hiervon sein: {values}',
  'must be a multiple of {number}': 'muss ein Vielfaches von {number} sein',
  'must be at least {min}': 'muss mindestens {min, number} sein',
  'must be more than {min}': 'muss mehr als {min, number} sein',
  'must be at most {max}': 'darf höchstens {max, number} sein',
  'must be less than {max}': 'muss weniger als {max, number} sein',
  'must have at least {min} characters': 'muss mindestens {min, number} Zeichen haben',
  'must have exactly {count} characters': 'muss genau {count, number} Zeichen haben',
  'is longer than {max} characters': 'ist länger als {max, number} Zeichen',
  'is longer than {max} characters, so shorten it or make several of it':
    'ist länger als {max, number} Zeichen; kürzen Sie es, oder machen Sie mehrere daraus',
  'must have at least 1 entry': 'muss mindestens 1 Eintrag haben',
  'must have at least {min} entries': 'muss mindestens {min, number} Einträge haben',
  'has more than 1 entry': 'hat mehr als 1 Eintrag',
  'has more than {max} entries': 'hat mehr als {max, number} Einträge',
  'has more than {max} earlier messages': 'hat mehr als {max, number} frühere Nachrichten',
  'is larger than {max} bytes': 'ist größer als {max, number} Bytes',
  'must be an e-mail address such as name@example.org':
    'muss eine E-Mail-Adresse sein, etwa name@example.org',
  'must be a web address such as https://example.org': 'muss eine Webadresse sein, etwa https://example.org',
  'must be a date such as 2026-12-31': 'muss ein Datum sein, etwa 2026-12-31',
  'must be a time such as 2026-12-31T09:00:00Z': 'muss ein Zeitpunkt sein, etwa 2026-12-31T09:00:00Z',
  'must be a time of the day such as 09:00': 'muss eine Uhrzeit sein, etwa 09:00',
  'must be a time of the day such as 17:30, or 24:00': 'muss eine Uhrzeit sein, etwa 17:30 oder 24:00',
  'must end after it begins, so split a span that passes midnight':
    'muss enden, nachdem sie beginnt; teilen Sie eine Spanne, die über Mitternacht geht',
  'must be a time zone such as Europe/Berlin': 'muss eine Zeitzone sein, etwa Europe/Berlin',
  'must be a colour such as #7a1f3d, or empty': 'muss eine Farbe sein, etwa #7a1f3d, oder leer',
  'must be a SHA-256 in hexadecimal': 'muss eine SHA-256 in hexadezimalen Ziffern sein',
  'must be 1 to 64 letters, digits, "-" or "_"':
    'muss aus 1 bis 64 Buchstaben, Ziffern, „-“ oder „_“ bestehen',
  'must be 1 to 40 letters, digits, "-" or "_"':
    'muss aus 1 bis 40 Buchstaben, Ziffern, „-“ oder „_“ bestehen',
  'must have 1 to 100 characters, no comma, and no space at its ends':
    'muss 1 bis 100 Zeichen haben, kein Komma und an den Enden kein Leerzeichen',
  'and {count} more': 'und {count, number} weitere',
} as const;

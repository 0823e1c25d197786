/** Why a file could not be read, or a disk, a host or a mail server not be had. */
export const causes = {
  'Foyer is not allowed to do that there': 'Foyer darf das dort nicht',
  'the disk is full': 'die Festplatte ist voll',
  'the disk is read-only': 'die Festplatte lässt nur Lesen zu',
  'the disk reports an error': 'die Festplatte meldet einen Fehler',
  'there is no such file or folder': 'diese Datei oder diesen Ordner gibt es nicht',
  'a part of its path is a file, not a folder': 'ein Teil des Pfades ist eine Datei und kein Ordner',
  'it is a folder, not a file': 'es ist ein Ordner und keine Datei',
  'a file of this name is in the way': 'eine Datei dieses Namens ist im Weg',
  'the port is in use': 'der Port ist belegt',
  'this machine does not have this address': 'diese Adresse hat dieser Rechner nicht',
  'nothing answers at this address': 'unter dieser Adresse antwortet niemand',
  'the connection was cut': 'die Verbindung brach ab',
  'it took too long to answer': 'die Antwort kam zu spät',
  'nobody knows this name; check its spelling': 'diesen Namen kennt niemand; prüfen Sie die Schreibweise',
  'names cannot be looked up at the moment': 'Namen lassen sich gerade nicht nachschlagen',
  'the network has no way to it': 'im Netz führt kein Weg dorthin',
  'its certificate has expired': 'das Zertifikat ist abgelaufen',
  'its certificate is for another name': 'das Zertifikat ist für einen anderen Namen',
  'its certificate is not trusted here': 'dem Zertifikat wird hier nicht vertraut',
  'it does not speak TLS as it should': 'die Gegenstelle spricht kein richtiges TLS',
  'what it sent is damaged': 'was ankam, ist beschädigt',
  'it refused the user or the password': 'Benutzer oder Passwort wurden abgelehnt',
  'it refused the sender or the receiver': 'Absender oder Empfänger wurden abgelehnt',
  'it refused the message': 'die Nachricht wurde abgelehnt',
  '{why} (it answered {code})': '{why} (Antwort {code})',
  'the system calls it {code}': 'das System nennt es {code}',
  'the reason is not known': 'der Grund ist nicht bekannt',
  'a double quote is opened and never closed':
    'ein doppeltes Anführungszeichen wird geöffnet und nie geschlossen',
  'something stands behind a closing double quote':
    'hinter einem schließenden doppelten Anführungszeichen steht etwas',
  'a double quote stands inside a cell that does not begin with one':
    'ein doppeltes Anführungszeichen steht in einer Zelle, die nicht mit einem beginnt',
  'a row is too long, most likely for want of a closing double quote':
    'eine Zeile ist zu lang, wohl weil ein doppeltes Anführungszeichen nie geschlossen wird',
  'a row has more cells than the first line names columns':
    'eine Zeile hat mehr Zellen, als die erste Spalten nennt',
  'its rows cannot be told apart': 'die Zeilen lassen sich nicht auseinanderhalten',
  'this line is not indented like those before it': 'diese Zeile ist nicht eingerückt wie die davor',
  'this line is indented with tabs, where only spaces count':
    'diese Zeile ist mit Tabulatoren eingerückt, wo nur Leerzeichen gelten',
  'this field stands twice': 'dieses Feld steht zweimal',
  'something is missing, such as a closing quote or bracket, or a space behind a colon':
    'etwas fehlt, etwa ein schließendes Anführungszeichen, eine Klammer, oder ein Leerzeichen hinter einem Doppelpunkt',
  'this text needs quotes, or a line of its own':
    'dieser Text braucht Anführungszeichen, oder eine eigene Zeile',
  'a text that begins with * or & needs quotes':
    'ein Text, der mit * oder & beginnt, braucht Anführungszeichen',
  'a backslash between double quotes must be written twice':
    'ein Rückstrich zwischen doppelten Anführungszeichen muss zweimal stehen',
  'the file holds several documents with --- between them, where one is read':
    'die Datei enthält mehrere Dokumente mit --- dazwischen; gelesen wird eines',
  'check quotes, colons and indentation here':
    'prüfen Sie hier Anführungszeichen, Doppelpunkte und Einrückung',
} as const;

/** Backups, the database, the machine and what works on it. */
export const house = {
  'The folder of backups, {folder}, cannot be made: {why}. Set FOYER_BACKUP_FOLDER to one that can.':
    'Der Ordner der Sicherungen, {folder}, lässt sich nicht anlegen: {why}. Setzen Sie FOYER_BACKUP_FOLDER auf einen, bei dem es geht.',
  'The folder of backups, {folder}, cannot be read: {why}.':
    'Der Ordner der Sicherungen, {folder}, lässt sich nicht lesen: {why}.',
  'There is not enough room in {folder}: a backup takes {needed} MB, {free} MB are free. Make room, or set FOYER_BACKUP_FOLDER or a smaller FOYER_BACKUP_KEEP.':
    'In {folder} ist nicht genug Platz: Eine Sicherung braucht {needed} MB, frei sind {free} MB. Schaffen Sie Platz, oder setzen Sie FOYER_BACKUP_FOLDER oder ein kleineres FOYER_BACKUP_KEEP.',
  'There is no such backup. It may have made room for a newer one.':
    'Diese Sicherung gibt es nicht. Vielleicht hat sie einer neueren Platz gemacht.',
  '{count} backups were made within an hour. Wait {minutes} minutes, or use “foyer backup”.':
    'In einer Stunde wurden {count} Sicherungen gemacht. Warten Sie {minutes} Minuten, oder verwenden Sie „foyer backup“.',
  'The copy of {file} is damaged, so the database or the disk is.':
    'Die Kopie von {file} ist beschädigt, also die Datenbank oder die Festplatte.',
  '{what} Keep the last backup that is whole, and look at the disk.':
    '{what} Bewahren Sie die letzte heile Sicherung auf, und sehen Sie nach der Festplatte.',
  'There is nothing to keep in {folder}: it holds no database.':
    'In {folder} gibt es nichts zu sichern: Dort liegt keine Datenbank.',
  'Foyer keeps its data in PostgreSQL here (DATABASE_URL). Use pg_dump and pg_restore.':
    'Foyer hält seine Daten hier in PostgreSQL (DATABASE_URL). Verwenden Sie pg_dump und pg_restore.',
  'There is no file {file}.': 'Die Datei {file} gibt es nicht.',
  'This is no backup of Foyer, or it is damaged.':
    'Das ist keine Sicherung von Foyer, oder sie ist beschädigt.',
  '{file} cannot be written: {why}.': '{file} lässt sich nicht schreiben: {why}.',
  'There is a file {file} already, and it is not written over. Name another place, or move it away.':
    'Die Datei {file} gibt es schon, und sie wird nicht überschrieben. Nennen Sie einen anderen Ort, oder räumen Sie sie weg.',
  '{log} belongs to a database that lay here before, and would be mixed into the restored one. Move it to where that database went, or name an empty folder in FOYER_DATA.':
    '{log} gehört zu einer Datenbank, die vorher hier lag, und würde in die wiederhergestellte gemischt. Legen Sie die Datei dorthin, wohin jene Datenbank kam, oder nennen Sie in FOYER_DATA einen leeren Ordner.',
  'FOYER_BACKUP_KEY begins like a key of age and is none. Copy it anew.':
    'FOYER_BACKUP_KEY beginnt wie ein Schlüssel von age und ist keiner. Kopieren Sie ihn neu.',
  'This backup is encrypted. Set FOYER_BACKUP_KEY to what it was when the backup was made.':
    'Diese Sicherung ist verschlüsselt. Setzen Sie FOYER_BACKUP_KEY auf das, was es beim Sichern war.',
  'FOYER_BACKUP_KEY does not open this backup: the key is another one, or the file is damaged.':
    'FOYER_BACKUP_KEY öffnet diese Sicherung nicht: Der Schlüssel ist ein anderer, oder die Datei ist beschädigt.',
  'The disk is full: nothing more can be stored. Free some space and try again.':
    'Die Festplatte ist voll: Es kann nichts mehr gespeichert werden. Schaffen Sie Platz, und versuchen Sie es noch einmal.',
  'The database may not be written. Check who owns the data folder and its rights.':
    'Die Datenbank darf nicht beschrieben werden. Prüfen Sie, wem der Datenordner gehört und welche Rechte er hat.',
  'The database file cannot be opened. Check the data folder and its rights.':
    'Die Datei der Datenbank lässt sich nicht öffnen. Prüfen Sie den Datenordner und seine Rechte.',
  'The disk failed while the database was read or written. Check the disk and the system log.':
    'Die Festplatte versagte, während die Datenbank gelesen oder geschrieben wurde. Prüfen Sie sie und das Protokoll des Systems.',
  'The database file is damaged. Stop Foyer and restore the latest backup.':
    'Die Datei der Datenbank ist beschädigt. Halten Sie Foyer an, und stellen Sie die letzte Sicherung wieder her.',
  'The database file is not a Foyer database. Check the data folder.':
    'Die Datei ist keine Datenbank von Foyer. Prüfen Sie den Datenordner.',
  'Another process has been writing for too long. Try again when it has finished.':
    'Ein anderer Prozess schreibt schon zu lange. Versuchen Sie es wieder, wenn er fertig ist.',
  'PostgreSQL does not answer. Check that it runs and that DATABASE_URL is right.':
    'PostgreSQL antwortet nicht. Prüfen Sie, ob es läuft und ob DATABASE_URL stimmt.',
  'The connection to PostgreSQL was cut. Try again.':
    'Die Verbindung zu PostgreSQL brach ab. Versuchen Sie es noch einmal.',
  'The host in DATABASE_URL is not known. Check its spelling.':
    'Den Rechner in DATABASE_URL kennt niemand. Prüfen Sie die Schreibweise.',
  'PostgreSQL refused the password. Check DATABASE_URL.':
    'PostgreSQL nahm das Passwort nicht an. Prüfen Sie DATABASE_URL.',
  'PostgreSQL refused the user. Check DATABASE_URL.':
    'PostgreSQL nahm den Benutzer nicht an. Prüfen Sie DATABASE_URL.',
  'The database named in DATABASE_URL does not exist. Create it first.':
    'Die Datenbank aus DATABASE_URL gibt es nicht. Legen Sie sie zuerst an.',
  'The disk of PostgreSQL is full: nothing more can be stored. Free some space and try again.':
    'Die Festplatte von PostgreSQL ist voll: Es kann nichts mehr gespeichert werden. Schaffen Sie Platz, und versuchen Sie es noch einmal.',
  'PostgreSQL has no connection left. Raise max_connections or stop other clients.':
    'PostgreSQL hat keine Verbindung mehr frei. Erhöhen Sie max_connections, oder beenden Sie andere Programme.',
  'PostgreSQL is shutting down. Try again when it is back.':
    'PostgreSQL fährt herunter. Versuchen Sie es wieder, wenn es zurück ist.',
  'PostgreSQL is starting up. Try again in a moment.':
    'PostgreSQL startet gerade. Versuchen Sie es gleich noch einmal.',
  'PostgreSQL cannot be reached. Check that it runs and that DATABASE_URL is right.':
    'PostgreSQL ist nicht erreichbar. Prüfen Sie, ob es läuft und ob DATABASE_URL stimmt.',
  'This data was written by a newer Foyer (step {step}, "{name}"). Start that version, or restore a backup made with this one.':
    'Diese Daten hat ein neueres Foyer geschrieben (Schritt {step}, „{name}“). Starten Sie jene Version, oder stellen Sie eine Sicherung wieder her, die mit dieser gemacht wurde.',
  'Step {step} ("{name}") of the database differs from the one in this build. The data was made by another build of Foyer: use that build, or an empty data folder.':
    'Schritt {step} („{name}“) der Datenbank ist ein anderer als in diesem Foyer. Die Daten stammen von einem anderen: Verwenden Sie jenes, oder einen leeren Datenordner.',
  'The database {file} cannot be opened: {why}.': 'Die Datenbank {file} lässt sich nicht öffnen: {why}.',
  'The result is larger than the limit of {max} bytes.': 'Das Ergebnis ist größer als {max} Bytes.',
  'The {process} did not finish within {ms} ms and was stopped.':
    'Ein Hilfsprozess ({process}) wurde nicht in {ms} ms fertig und wurde angehalten.',
  'The {process} stopped while working on this: {why}. Please try again.':
    'Ein Hilfsprozess ({process}) brach hierbei ab: {why}. Bitte versuchen Sie es noch einmal.',
  'The {process} is shutting down.': 'Ein Hilfsprozess ({process}) fährt herunter.',
  'The {process} could not start: {why}.': 'Ein Hilfsprozess ({process}) konnte nicht starten: {why}.',
  'the server is closing': 'der Server wird beendet',
  'it was not ready in time': 'er war nicht rechtzeitig bereit',
  'it used {used} bytes of memory, over its limit of {max}':
    'er brauchte {used} Bytes Speicher, mehr als die erlaubten {max}',
  'it did not stop a cancelled call': 'er brach nicht ab, als er sollte',
  "'{call}' ran past its limit": '„{call}“ überschritt die Zeit',
  'it could not start': 'er konnte nicht starten',
  'it used too much memory': 'er brauchte zu viel Speicher',
  'it ended by itself ({how})': 'er endete von selbst ({how})',
  'it ended at once': 'er endete sofort',
  '"{host}" is an address inside the network, which is not reached from here. The operator can allow it in {setting}.':
    '„{host}“ ist eine Adresse im eigenen Netz, die von hier nicht erreicht wird. Der Betreiber kann sie in {setting} erlauben.',
  'There is no such job. Check its id.': 'Diese Arbeit gibt es nicht. Prüfen Sie ihre Kennung.',
  'The work was broken off {times} times, for instance by a crash. Look at the log, then start it again.':
    'Die Arbeit brach {times} Mal ab, zum Beispiel durch einen Absturz. Sehen Sie ins Protokoll, und beginnen Sie sie noch einmal.',
  'The job was cancelled.': 'Die Arbeit wurde abgebrochen.',
  'The model "{id}" is not on this machine. Run "foyer model pull {same}".':
    'Das Modell „{id}“ ist nicht auf diesem Rechner. Führen Sie „foyer model pull {id}“ aus.',
  'The language model has not answered yet.': 'Das Sprachmodell hat noch nicht geantwortet.',
  'The embedding model has not answered yet.': 'Das Suchmodell hat noch nicht geantwortet.',
  'The database does not answer.': 'Die Datenbank antwortet nicht.',
  'The published version "{id}" cannot answer, so the base model does: {why}':
    'Die veröffentlichte Version „{id}“ kann nicht antworten, deshalb antwortet das Grundmodell: {why}',
  'Ask for {max} days at most.': 'Fragen Sie nach höchstens {max} Tagen.',
  '"from" must not be after "to".': 'Der erste Tag darf nicht nach dem letzten liegen.',
} as const;

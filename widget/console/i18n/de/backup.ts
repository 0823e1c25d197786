/** Copies of everything. */
export const backup = {
  Backup: 'Sicherung',
  'Back up now': 'Jetzt sichern',
  'Copies of everything in this installation: bots, documents, lessons, conversations, accounts.':
    'Kopien von allem in dieser Installation: Bots, Dokumente, Lektionen, Gespräche, Konten.',
  'This installation keeps its data in PostgreSQL, which is backed up with its own tools, pg_dump and pg_restore; ask your operator.':
    'Diese Installation hat ihre Daten in PostgreSQL, das mit seinen eigenen Werkzeugen gesichert wird, pg_dump und pg_restore; fragen Sie Ihren Betreiber.',
  'Last backup': 'Letzte Sicherung',
  'None was made yet.': 'Es gibt noch keine.',
  'None is made at night: your operator has switched it off (FOYER_BACKUP_HOUR).':
    'Nachts wird keine gemacht: Ihr Betreiber hat das ausgeschaltet (FOYER_BACKUP_HOUR).',
  'The next is made by itself {time}.': 'Die nächste wird von selbst gemacht: {time}.',
  'Kept are, of those made at night and of those made by hand, the newest {keep} each, in {folder}.':
    'Aufbewahrt werden von den nachts und von den von Hand gemachten je die neuesten {keep}, in {folder}.',
  'The last try failed; it is tried again in a moment.':
    'Der letzte Versuch ist gescheitert; gleich wird es noch einmal versucht.',
  'A backup is being made. You can leave this page.':
    'Eine Sicherung wird gemacht. Sie können diese Seite verlassen.',
  'How far the backup is': 'Wie weit die Sicherung ist',
  'It worked': 'Gelungen',
  'Broken off': 'Abgebrochen',
  'made at night': 'nachts gemacht',
  'made by hand': 'von Hand gemacht',
  Kept: 'Aufbewahrt',
  'No backups are kept yet.': 'Noch ist keine Sicherung da.',
  'Download {name}': '{name} herunterladen',
  'A disk that fails takes the backups on it along: download one now and then, and keep it elsewhere.':
    'Eine Festplatte, die ausfällt, nimmt die Sicherungen darauf mit: Laden Sie ab und zu eine herunter und bewahren Sie sie woanders auf.',
  'New ones are encrypted. Without FOYER_BACKUP_KEY nobody can restore them: keep it, in another place.':
    'Neue sind verschlüsselt. Ohne FOYER_BACKUP_KEY kann niemand mit ihnen neu beginnen: Bewahren Sie ihn auf, an einem anderen Ort.',
  'They are not encrypted; conversations and accounts are in them. Your operator can have them encrypted (FOYER_BACKUP_KEY).':
    'Sie sind nicht verschlüsselt; Gespräche und Konten sind darin. Ihr Betreiber kann sie verschlüsseln lassen (FOYER_BACKUP_KEY).',
  'On the machine, with FOYER_BACKUP_KEY set as it was, begin a new data folder with the backup:':
    'Beginnen Sie auf dem Rechner, mit FOYER_BACKUP_KEY wie damals, einen neuen Datenordner mit der Sicherung:',
  'Only owners can download a backup: everybody’s sessions and accounts are in it.':
    'Nur Inhaber können eine Sicherung herunterladen: Die Sitzungen und Konten aller sind darin.',
  'To begin anew with a backup': 'Mit einer Sicherung neu beginnen',
  'Stop Foyer, if it still runs.': 'Halten Sie Foyer an, falls es noch läuft.',
  'On the machine, begin a new data folder with the backup:':
    'Beginnen Sie auf dem Rechner einen neuen Datenordner mit der Sicherung:',
  'Copy the command': 'Befehl kopieren',
  'Put the file secret-key of the old data folder into the new one. It is in no backup, so that whoever finds one cannot use the secrets in it: keep it too, in another place.':
    'Legen Sie die Datei secret-key des alten Datenordners in den neuen. Sie ist in keiner Sicherung, damit niemand, der eine findet, die Geheimnisse darin benutzen kann: Bewahren Sie auch sie auf, an einem anderen Ort.',
  'Start Foyer with FOYER_DATA set to the new folder. What happened after the backup is not there.':
    'Starten Sie Foyer mit FOYER_DATA auf dem neuen Ordner. Was nach der Sicherung geschah, fehlt.',
  'When copies of everything are made, whether that worked, and how to begin anew with one.':
    'Wann Kopien von allem gemacht werden, ob das gelang und wie man mit einer neu beginnt.',
  'The last backup failed.': 'Die letzte Sicherung ist gescheitert.',
  'See why': 'Ansehen, warum',
  'made a backup': 'machte eine Sicherung',
  'took a backup away as a file': 'nahm eine Sicherung als Datei mit',
  'the nightly backup': 'die nächtliche Sicherung',
} as const;

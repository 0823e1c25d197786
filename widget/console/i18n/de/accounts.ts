/** Signing in, one's own account, the team. */
export const accounts = {
  'Team and roles': 'Team und Rollen',
  'Who did what': 'Wer was tat',
  'Signed in with the key “{name}”': 'Angemeldet mit dem Schlüssel „{name}“',
  Owner: 'Inhaber',
  'Show or hide the password': 'Passwort zeigen oder verbergen',
  Admin: 'Admin',
  Editor: 'Redaktion',
  Agent: 'Betreuung',
  Viewer: 'Lesend',
  'Everything, and alone may make or unmake owners.':
    'Alles; nur Inhaber können andere zu Inhabern machen oder es ihnen nehmen.',
  'Everything but owners: approves, publishes, invites people, makes keys.':
    'Alles außer Inhabern: gibt frei, veröffentlicht, lädt Menschen ein, legt Schlüssel an.',
  'Knowledge, answers, settings and lessons. Proposes what is taught; cannot approve or publish it.':
    'Wissen, Antworten, Einstellungen und Lektionen. Schlägt vor, was gelehrt wird, kann es aber weder freigeben noch veröffentlichen.',
  'Answers visitors in conversations, tries the bot out, and looks at the rest.':
    'Antwortet Besuchern in Gesprächen, probiert den Bot aus und sieht alles Übrige an.',
  'Looks at everything but the team, keys and the record, and changes nothing.':
    'Sieht alles außer Team, Schlüsseln und Protokoll an und ändert nichts.',
  'Your organisation’s sign-in did not let you in here. Ask an admin of your team to invite you.':
    'Die Anmeldung Ihrer Organisation hat Sie hier nicht eingelassen. Bitten Sie einen Admin Ihres Teams um eine Einladung.',
  'Nobody owns this installation yet. Open the link that was printed when Foyer was started, and make the owner’s account.':
    'Diese Installation hat noch keinen Inhaber. Öffnen Sie den Link, der beim Start von Foyer ausgegeben wurde, und legen Sie das Konto des Inhabers an.',
  'This API key is not known here, or was revoked. Sign in in another way.':
    'Diesen API-Schlüssel gibt es hier nicht, oder er wurde widerrufen. Melden Sie sich anders an.',
  'Sign in with {name}': 'Anmelden über {name}',
  'Forgot your password?': 'Passwort vergessen?',
  'Use e-mail and password': 'E-Mail und Passwort verwenden',
  'Use an API key instead': 'Stattdessen einen API-Schlüssel verwenden',
  'E-mail': 'E-Mail',
  Password: 'Passwort',
  'Enter your code': 'Code eingeben',
  'One of the backup codes you kept when you set this up. Each works once.':
    'Einer der Ersatzcodes, die Sie beim Einrichten aufbewahrt haben. Jeder gilt einmal.',
  'The six digits that your authenticator app shows now.':
    'Die sechs Ziffern, die Ihre Authenticator-App jetzt zeigt.',
  'Backup code': 'Ersatzcode',
  Code: 'Code',
  'Ask for no code on this device for 30 days': 'Auf diesem Gerät 30 Tage lang nach keinem Code fragen',
  'Use the app': 'App verwenden',
  'Lost your phone? Use a backup code': 'Handy verloren? Ersatzcode verwenden',
  Back: 'Zurück',
  'A new password': 'Ein neues Passwort',
  'Ask an admin of your team for a link that sets a new password. An owner who is locked out finds a way in on the server: npm run foyer -- users reset-password.':
    'Bitten Sie einen Admin Ihres Teams um einen Link für ein neues Passwort. Ein ausgesperrter Inhaber kommt auf dem Server wieder hinein: npm run foyer -- users reset-password.',
  'We send you a link that works for one hour.': 'Wir schicken Ihnen einen Link, der eine Stunde gilt.',
  'Send the link': 'Link senden',
  'If this address has an account, a mail is on its way. Look into your spam folder too.':
    'Wenn diese Adresse ein Konto hat, ist eine Mail unterwegs. Sehen Sie auch im Spam-Ordner nach.',
  'Your account': 'Ihr Konto',
  'Go to sign-in': 'Zur Anmeldung',
  'Set up the owner’s account': 'Konto des Inhabers anlegen',
  'Make your account': 'Ihr Konto anlegen',
  'You are the first here. The owner may do everything, and invites the others.':
    'Sie sind hier zuerst. Der Inhaber darf alles und lädt die anderen ein.',
  'You are invited as {role}. {says}': 'Sie sind eingeladen als {role}. {says}',
  'Your name': 'Ihr Name',
  'Colleagues see it, and visitors when you answer them.':
    'Kollegen sehen ihn, und Besucher, wenn Sie ihnen antworten.',
  'Make the account': 'Konto anlegen',
  'Your password is set, and every other session has ended. Sign in with it now.':
    'Ihr Passwort ist gesetzt, und jede andere Sitzung ist beendet. Melden Sie sich jetzt damit an.',
  'New password': 'Neues Passwort',
  'Set the password': 'Passwort setzen',
  'At least 12 characters. A few words that only you put together are good.':
    'Mindestens 12 Zeichen. Gut sind ein paar Wörter, die nur Sie zusammenstellen.',
  'Everyone with their own account: what is done is written down under their name, and whoever leaves is out with one click.':
    'Jeder mit eigenem Konto: Was getan wird, steht unter seinem Namen im Protokoll, und wer geht, ist mit einem Klick draußen.',
  People: 'Menschen',
  'Nobody has an account yet. Invite the first person, or open the link for the owner.':
    'Noch hat niemand ein Konto. Laden Sie den ersten Menschen ein, oder öffnen Sie den Link für den Inhaber.',
  Invited: 'Eingeladen',
  'the link works until {time}': 'der Link gilt bis {time}',
  'Take back': 'Zurücknehmen',
  'Take back the invitation of {email}': 'Einladung von {email} zurücknehmen',
  'Take this invitation back?': 'Diese Einladung zurücknehmen?',
  'Its link opens nothing any more. You can invite {email} again at any time.':
    'Ihr Link öffnet dann nichts mehr. Sie können {email} jederzeit wieder einladen.',
  'What each role may do': 'Was jede Rolle darf',
  '(you)': '(Sie)',
  Disabled: 'Gesperrt',
  'with second factor': 'mit zweitem Faktor',
  'without second factor': 'ohne zweiten Faktor',
  'not signed in': 'nicht angemeldet',
  'last here {time}': 'zuletzt hier {time}',
  'Role of {name}': 'Rolle von {name}',
  'New password link for {name}': 'Neuer Passwort-Link für {name}',
  'Password link': 'Passwort-Link',
  'Second factor off': 'Zweiten Faktor aus',
  'Take the second factor of {name} off': 'Den zweiten Faktor von {name} abschalten',
  'Take the second factor off?': 'Zweiten Faktor abschalten?',
  'Take off': 'Abschalten',
  'For a lost phone. {name} then signs in with the password alone, until it is set up again.':
    'Für ein verlorenes Handy. {name} meldet sich dann nur mit dem Passwort an, bis er wieder eingerichtet ist.',
  'Enable {name}': '{name} entsperren',
  Enable: 'Entsperren',
  Disable: 'Sperren',
  'Disable {name}': '{name} sperren',
  'Disable this account?': 'Dieses Konto sperren?',
  '{name} is signed out everywhere at once and cannot come back until you enable the account.':
    '{name} wird sofort überall abgemeldet und kommt erst wieder hinein, wenn Sie das Konto entsperren.',
  'A link for {name}': 'Ein Link für {name}',
  'It sets a new password once, within an hour. Hand it on yourself, on a way you trust.':
    'Er setzt einmal, innerhalb einer Stunde, ein neues Passwort. Geben Sie ihn selbst weiter, auf einem Weg, dem Sie trauen.',
  'Copy the link': 'Link kopieren',
  'Invite a person': 'Jemanden einladen',
  'They will sign in with it.': 'Damit wird er oder sie sich anmelden.',
  Role: 'Rolle',
  'Make the invitation': 'Einladung anlegen',
  'Invitation for {email}': 'Einladung für {email}',
  'The link was sent by mail. You can hand it on yourself, too: it works once, for seven days.':
    'Der Link wurde per Mail verschickt. Sie können ihn auch selbst weitergeben: Er gilt einmal, sieben Tage lang.',
  'Send this link to them yourself: it works once, for seven days, and is not shown again.':
    'Geben Sie diesen Link selbst weiter: Er gilt einmal, sieben Tage lang, und wird nicht wieder gezeigt.',
  'Your name, your password, and where you are signed in.':
    'Ihr Name, Ihr Passwort und wo Sie angemeldet sind.',
  'A key has no account': 'Ein Schlüssel hat kein Konto',
  'You are signed in with a key. Sign out, and sign in with your e-mail address.':
    'Sie sind mit einem Schlüssel angemeldet. Melden Sie sich ab und mit Ihrer E-Mail-Adresse an.',
  'Who you are': 'Wer Sie sind',
  'A new password signs you out on every other device.':
    'Ein neues Passwort meldet Sie auf jedem anderen Gerät ab.',
  'Current password': 'Jetziges Passwort',
  'Change the password': 'Passwort ändern',
  'Where you are signed in': 'Wo Sie angemeldet sind',
  'This device': 'Dieses Gerät',
  'unknown address': 'unbekannte Adresse',
  'since {time}': 'seit {time}',
  'Sign out everywhere else': 'Überall sonst abmelden',
  'Unknown device': 'Unbekanntes Gerät',
  'Turn the second factor off': 'Zweiten Faktor abschalten',
  'Set up a second factor': 'Zweiten Faktor einrichten',
  'Second factor': 'Zweiter Faktor',
  On: 'An',
  Off: 'Aus',
  'A code from an app on your phone, asked for after the password. Whoever only knows the password stays out.':
    'Ein Code aus einer App auf Ihrem Handy, nach dem nach dem Passwort gefragt wird. Wer nur das Passwort kennt, bleibt draußen.',
  'Turn off': 'Abschalten',
  'Set up': 'Einrichten',
  'Go on': 'Weiter',
  '1. Read this picture with your authenticator app, or type the key in.':
    '1. Lesen Sie dieses Bild mit Ihrer Authenticator-App ein, oder tippen Sie den Schlüssel ab.',
  '2. Keep these backup codes. Each lets you in once without your phone; they are not shown again.':
    '2. Bewahren Sie diese Ersatzcodes auf. Jeder lässt Sie einmal ohne Ihr Handy hinein; sie werden nicht wieder gezeigt.',
  'Copy the codes': 'Codes kopieren',
  '3. The code that your app shows now': '3. Der Code, den Ihre App jetzt zeigt',
  'Turn on': 'Einschalten',
  'Picture for the authenticator app': 'Bild für die Authenticator-App',
} as const;

/** Signing in, accounts, keys, limits: what `server/access`, `server/accounts` and `server/http` say. */
export const accounts = {
  'This API key is not valid. Use one that an admin has made and not revoked.':
    'Dieser API-Schlüssel gilt nicht. Verwenden Sie einen, den ein Admin angelegt und nicht widerrufen hat.',
  'Your role, {role}, does not have the right "{right}". Ask an admin of your team.':
    'Ihre Rolle, {role, select, owner {Inhaber} admin {Admin} editor {Redaktion} agent {Betreuung} viewer {Lesend} other {{role}}}, hat das Recht „{right}“ nicht. Fragen Sie einen Admin Ihres Teams.',
  'This key does not have the right "{right}" here. Ask an admin for one that has.':
    'Dieser Schlüssel hat hier das Recht „{right}“ nicht. Bitten Sie einen Admin um einen, der es hat.',
  'A key needs a name of 1 to {max} characters.':
    'Ein Schlüssel braucht einen Namen von 1 bis {max} Zeichen.',
  'A key for HS256 is a secret that is made here. Leave out publicKey.':
    'Ein Schlüssel für HS256 ist ein Geheimnis, das hier entsteht. Lassen Sie publicKey weg.',
  'This bot has {max} keys in use. Revoke one first.':
    'Dieser Bot hat {max} Schlüssel in Gebrauch. Widerrufen Sie zuerst einen.',
  'This is a private key. Keep it on your server, and send the public one.':
    'Das ist ein privater Schlüssel. Behalten Sie ihn auf Ihrem Server, und senden Sie den öffentlichen.',
  'Send the public JSON Web Key on the curve P-256: kty "EC", crv "P-256", x and y.':
    'Senden Sie den öffentlichen JSON Web Key auf der Kurve P-256: kty „EC“, crv „P-256“, x und y.',
  'This bot has no such key in use.': 'Dieser Bot hat keinen solchen Schlüssel in Gebrauch.',
  'The visitor’s identity token was not accepted: {why}.':
    'Das Token des Besuchers wurde nicht angenommen: {why}.',
  'Too many requests. Try again in {seconds} s.':
    'Zu viele Anfragen. Versuchen Sie es in {seconds} s wieder.',
  'There is no such API key. Check its id.': 'Diesen API-Schlüssel gibt es nicht. Prüfen Sie seine Kennung.',
  'Too many tries. Wait {seconds} s, then try again.':
    'Zu viele Versuche. Warten Sie {seconds} s, und versuchen Sie es dann wieder.',
  'Say your e-mail address; you will sign in with it.':
    'Nennen Sie Ihre E-Mail-Adresse; mit ihr melden Sie sich an.',
  '{email} already has an account.': '{email} hat schon ein Konto.',
  'This link was used already or has expired. Ask for a new one.':
    'Dieser Link wurde schon benutzt oder ist abgelaufen. Bitten Sie um einen neuen.',
  'Sign in first.': 'Melden Sie sich zuerst an.',
  'This code is not right. Wait for the next one in your app, or use a backup code.':
    'Dieser Code stimmt nicht. Warten Sie auf den nächsten in Ihrer App, oder nehmen Sie einen Ersatzcode.',
  'The time to enter a code has run out. Sign in again.':
    'Die Zeit für den Code ist abgelaufen. Melden Sie sich noch einmal an.',
  'Too many wrong codes. Sign in again, and wait a few minutes.':
    'Zu viele falsche Codes. Warten Sie einige Minuten, und melden Sie sich noch einmal an.',
  'E-mail address or password is not right.': 'E-Mail-Adresse oder Passwort stimmt nicht.',
  'This account is disabled. Ask an admin of your team.':
    'Dieses Konto ist gesperrt. Fragen Sie einen Admin Ihres Teams.',
  'This account is disabled.': 'Dieses Konto ist gesperrt.',
  'The current password is not right.': 'Das jetzige Passwort stimmt nicht.',
  'This account has no password yet. Ask for a link to set one.':
    'Dieses Konto hat noch kein Passwort. Bitten Sie um einen Link, um eines zu setzen.',
  'The second factor is already on.': 'Der zweite Faktor ist schon eingeschaltet.',
  'The second factor is not on.': 'Der zweite Faktor ist nicht eingeschaltet.',
  'Your organisation’s sign-in does not answer. Sign in with your password, or try again later.':
    'Die Anmeldung Ihrer Organisation antwortet nicht. Melden Sie sich mit Ihrem Passwort an, oder versuchen Sie es später wieder.',
  'There is no such account. Load the page again.': 'Dieses Konto gibt es nicht. Laden Sie die Seite neu.',
  'You cannot disable your own account. Ask another admin.':
    'Ihr eigenes Konto können Sie nicht sperren. Bitten Sie einen anderen Admin.',
  'Somebody has to be owner. Make another person owner first.':
    'Jemand muss Inhaber sein. Machen Sie zuerst jemand anderen zum Inhaber.',
  'There is no such invitation, or it was accepted. Load the page again.':
    'Diese Einladung gibt es nicht, oder sie wurde angenommen. Laden Sie die Seite neu.',
  'Nobody has an account with the address {email}.': 'Mit der Adresse {email} hat niemand ein Konto.',
  'There is no such account. Sign in again.': 'Dieses Konto gibt es nicht. Melden Sie sich noch einmal an.',
  'A password has at least {min} characters. A few words that only you put together are good.':
    'Ein Passwort hat mindestens {min} Zeichen. Gut sind ein paar Wörter, die nur Sie zusammenstellen.',
  'A password has at most {max} characters.': 'Ein Passwort hat höchstens {max} Zeichen.',
  'This password repeats too few characters. Choose a few words instead.':
    'Dieses Passwort wiederholt zu wenige Zeichen. Nehmen Sie stattdessen ein paar Wörter.',
  'This password contains your e-mail address. Choose one that nobody can guess from it.':
    'Dieses Passwort enthält Ihre E-Mail-Adresse. Wählen Sie eines, das niemand daraus errät.',
  'The address is not verified.': 'Die Adresse ist nicht bestätigt.',
  'Nobody invited this address.': 'Diese Adresse hat niemand eingeladen.',
  'Only authenticator apps are set up.': 'Eingerichtet sind nur Authenticator-Apps.',
  '{file} does not hold a key of at least {min} characters. Restore it from a backup, or delete it: then everyone signs in anew and sets up the second factor again.':
    '{file} enthält keinen Schlüssel von mindestens {min} Zeichen. Stellen Sie sie aus einer Sicherung wieder her, oder löschen Sie sie: Dann melden sich alle neu an und richten den zweiten Faktor neu ein.',
  'There is nothing at {method} {path}.': 'Unter {method} {path} gibt es nichts.',
  'This content type is not accepted here. Send application/json.':
    'Diese Art von Inhalt wird hier nicht angenommen. Senden Sie application/json.',
  'The body could not be read. Check that it is what the content type says.':
    'Der Inhalt konnte nicht gelesen werden. Prüfen Sie, ob er ist, was sein Typ sagt.',
  'Sign in, or send an API key in the header "Authorization: Bearer …".':
    'Melden Sie sich an, oder senden Sie einen API-Schlüssel in der Kopfzeile „Authorization: Bearer …“.',
  "This bot may not be used on {site}. Add it to the bot's allowed sites.":
    'Dieser Bot darf auf {site} nicht verwendet werden. Fügen Sie die Adresse den erlaubten Sites des Bots hinzu.',
  'The body is larger than {size}. Send less at once.':
    'Der Inhalt ist größer als {size}. Senden Sie weniger auf einmal.',
  "Changes are only taken from Foyer's own pages{from}. Behind a proxy, set FOYER_PUBLIC_URL to the address that browsers use.":
    'Änderungen werden nur von Foyers eigenen Seiten angenommen. Setzen Sie hinter einem Proxy FOYER_PUBLIC_URL auf die Adresse, die Browser verwenden.',
  'The request is not valid. {problems}.': 'Die Anfrage ist nicht gültig: {problems}.',
  'No sign-in provider is set up here. Sign in with your password.':
    'Hier ist keine Anmeldung der Organisation eingerichtet. Melden Sie sich mit Ihrem Passwort an.',
  'Last-Event-ID must be the id of an event of this stream.':
    'Last-Event-ID muss die Kennung eines Ereignisses dieses Stroms sein.',
  'The request was cancelled.': 'Die Anfrage wurde abgebrochen.',
  'Something went wrong on our side. Please try again.':
    'Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal.',
} as const;

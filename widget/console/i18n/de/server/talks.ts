/** Conversations, people who answer, mails and webhooks. */
export const talks = {
  'The question is empty. Write a question first.': 'Die Frage ist leer. Schreiben Sie zuerst eine.',
  'This conversation is still being answered. Please wait for the reply.':
    'In diesem Gespräch wird noch geantwortet. Bitte warten Sie auf die Antwort.',
  'This conversation is still being answered. Please wait for the reply, or stop it first.':
    'In diesem Gespräch wird noch geantwortet. Bitte warten Sie auf die Antwort, oder halten Sie sie zuerst an.',
  'The identity token is for another bot.': 'Das Token ist für einen anderen Bot.',
  'The session is not valid. Ask for a new one at POST /api/chat/session.':
    'Die Sitzung gilt nicht. Holen Sie eine neue bei POST /api/chat/session.',
  'There is no such conversation in this session. Start a new one.':
    'Dieses Gespräch gibt es in dieser Sitzung nicht. Beginnen Sie ein neues.',
  'The answer was stopped.': 'Die Antwort wurde angehalten.',
  'This bot has no answer with the id "{id}".': 'Dieser Bot hat keine Antwort mit der Kennung „{id}“.',
  '"before" must be the "next" of an earlier page.': '„before“ muss das „next“ einer früheren Seite sein.',
  'There is no such reply in this conversation to rate.':
    'Diese Antwort gibt es in diesem Gespräch nicht zu bewerten.',
  'What was said then was not kept.': 'Was damals gesagt wurde, ist nicht aufbewahrt.',
  'The model "{id}" that answered then cannot be opened: {why} What serves now answered.':
    'Das Modell „{id}“, das damals antwortete, lässt sich nicht öffnen: {why} Geantwortet hat, was jetzt dient.',
  'Other weights: {then} then, {now} now.': 'Andere Gewichte: damals {then}, jetzt {now}.',
  'Another embedder: {then} then, {now} now.': 'Ein anderes Suchmodell: damals {then}, jetzt {now}.',
  'The closest lines are read once more now, by {model}.':
    'Die nächsten Zeilen werden jetzt noch einmal gelesen, von {model}.',
  'The closest lines were read once more then, by {model}; now they are not.':
    'Die nächsten Zeilen wurden damals noch einmal gelesen, von {model}; jetzt nicht.',
  'Another model reads the closest lines: {then} then, {now} now.':
    'Ein anderes Modell liest die nächsten Zeilen: damals {then}, jetzt {now}.',
  'Which lines are the closest is told by {model} now.':
    'Welche Zeilen die nächsten sind, sagt jetzt {model}.',
  'Which lines are the closest was told by {model} then; now it is not.':
    'Welche Zeilen die nächsten sind, sagte damals {model}; jetzt nicht.',
  'Another model tells which lines are the closest: {then} then, {now} now.':
    'Ein anderes Modell sagt, welche Zeilen die nächsten sind: damals {then}, jetzt {now}.',
  'Other documents: version {then} then, {now} now; {more}.':
    'Andere Dokumente: damals Stand {then}, jetzt {now}; {more}.',
  'Other settings: version {then} then, {now} now.':
    'Andere Einstellungen: damals Stand {then}, jetzt {now}.',
  'Searched otherwise: "{then}" then, "{now}" now.': 'Anders gesucht: damals „{then}“, jetzt „{now}“.',
  'Another kind of reply: {then} then, {now} now.':
    'Eine andere Art von Antwort: damals {then}, jetzt {now}.',
  'Another approved answer, or another version of it.':
    'Eine andere freigegebene Antwort, oder eine andere Fassung von ihr.',
  'The same text, word for word.': 'Derselbe Text, Wort für Wort.',
  'Another text. {why}': 'Ein anderer Text. {why}',
  'Weights, documents and settings are the same; the program may be another version.':
    'Gewichte, Dokumente und Einstellungen sind dieselben; das Programm ist vielleicht eine andere Version.',
  'A person has this conversation now.': 'Dieses Gespräch hat jetzt ein Mensch.',
  'Many people are asking right now. Please try again in a moment.':
    'Gerade fragen viele. Bitte versuchen Sie es gleich noch einmal.',
  'Too many people are asking at the moment. Please try again in a minute.':
    'Gerade fragen zu viele. Bitte versuchen Sie es in einer Minute wieder.',
  'Too many texts are waiting to be embedded. Please try again in a minute.':
    'Gerade warten zu viele Texte auf das Suchmodell. Bitte versuchen Sie es in einer Minute wieder.',
  'The server is shutting down. Please try again in a minute.':
    'Der Server fährt herunter. Bitte versuchen Sie es in einer Minute wieder.',
  'The prompt has {tokens} tokens; with {answer} for the answer that is more than the {max} the model takes. Shorten it.':
    'Die Eingabe hat {tokens} Tokens; mit {answer} für die Antwort sind das mehr als die {max}, die das Modell fasst. Kürzen Sie sie.',
  'The assistant took too long. Please ask again.':
    'Der Assistent hat zu lange gebraucht. Bitte fragen Sie noch einmal.',
  'The assistant is restarting and could not finish. Please ask again.':
    'Der Assistent startet neu und konnte nicht fertig werden. Bitte fragen Sie noch einmal.',
  'The assistant is restarting. Please try again in a minute.':
    'Der Assistent startet neu. Bitte versuchen Sie es in einer Minute wieder.',
  'The visitor left before the answer was complete.': 'Der Besucher ging, bevor die Antwort fertig war.',
  'Write your name and a message, so that we can answer you.':
    'Schreiben Sie Namen und Nachricht, damit wir Ihnen antworten können.',
  'A person is here already. Write to them in the chat.': 'Es ist schon jemand da. Schreiben Sie im Chat.',
  'This chat takes no files.': 'Dieser Chat nimmt keine Dateien an.',
  'Files can be {max} MB at most.': 'Dateien dürfen höchstens {max} MB haben.',
  'Send a picture (PNG, JPEG, WebP), a PDF or a text file.':
    'Senden Sie ein Bild (PNG, JPEG, WebP), ein PDF oder eine Textdatei.',
  'Files go to a person. Ask for one first.': 'Dateien gehen an einen Menschen. Bitten Sie zuerst um einen.',
  'A conversation takes {max} files at most.': 'Ein Gespräch nimmt höchstens {max} Dateien auf.',
  'The last message must be the visitor’s, with the role "user".':
    'Die letzte Nachricht muss die des Besuchers sein, mit der Rolle „user“.',
  'Send the session in the {header} header.': 'Senden Sie die Sitzung in der Kopfzeile {header}.',
  'This message has arrived already.': 'Diese Nachricht ist schon angekommen.',
  'The message is empty. Write a question first.': 'Die Nachricht ist leer. Schreiben Sie zuerst eine Frage.',
  'The message is empty. Write something first.': 'Die Nachricht ist leer. Schreiben Sie zuerst etwas.',
  'The message is longer than {max} characters. Please shorten it.':
    'Die Nachricht ist länger als {max} Zeichen. Bitte kürzen Sie sie.',
  'The mail server did not take the mail: {why}. Check FOYER_SMTP_URL and FOYER_MAIL_FROM.':
    'Der Mailserver nahm die Mail nicht an: {why}. Prüfen Sie FOYER_SMTP_URL und FOYER_MAIL_FROM.',
  'The webhook at {host} answered {status} instead of 2xx.':
    'Der Webhook bei {host} antwortete mit {status} statt 2xx.',
  'The webhook at {host} could not be reached: {why}.': 'Der Webhook bei {host} war nicht erreichbar: {why}.',
  'The note is empty. Write something first.': 'Die Notiz ist leer. Schreiben Sie zuerst etwas.',
  'Somebody else has saved this reply. Load it again, then change it.':
    'Jemand anderes hat diese Antwort gespeichert. Laden Sie sie neu, und ändern Sie sie dann.',
  'The reply is empty. Write something first.': 'Die Antwort ist leer. Schreiben Sie zuerst etwas.',
  'There is no such reply. Load the list again.': 'Diese Antwort gibt es nicht. Laden Sie die Liste neu.',
  'Another reply has this shortcut. Choose another one.':
    'Dieses Kürzel hat schon eine andere Antwort. Wählen Sie ein anderes.',
  'There is no such request.': 'Diese Anfrage gibt es nicht.',
  'There is no such delivery.': 'Diese Zustellung gibt es nicht.',
  'It is on its way already.': 'Sie ist schon unterwegs.',
  'This mail was sent. Only one that failed can be sent again.':
    'Diese Mail wurde gesendet. Noch einmal senden lässt sich nur eine, die nicht ankam.',
  'This bot has no such conversation. It may have been deleted.':
    'Dieser Bot hat kein solches Gespräch. Vielleicht wurde es gelöscht.',
  'Webhooks need a secret to be signed with: make one in the console under Settings → Webhook and mails, or set FOYER_WEBHOOK_SECRET.':
    'Webhooks brauchen ein Geheimnis zum Unterschreiben: Legen Sie in der Konsole unter Einstellungen → Webhook und Mails eines an, oder setzen Sie FOYER_WEBHOOK_SECRET.',
  'No mail server is set: set FOYER_SMTP_URL and FOYER_MAIL_FROM.':
    'Es ist kein Mailserver eingestellt: Setzen Sie FOYER_SMTP_URL und FOYER_MAIL_FROM.',
  'Too many open windows follow conversations. Close some of them.':
    'Zu viele offene Fenster verfolgen Gespräche. Schließen Sie einige.',
  'You cannot write here any more. Use another way to reach the organisation.':
    'Hier können Sie nicht mehr schreiben. Wenden Sie sich auf einem anderen Weg an uns.',
  'The assistant has this conversation. Take it first.':
    'Dieses Gespräch hat der Assistent. Übernehmen Sie es zuerst.',
  'Nobody has this conversation yet. Take it first.':
    'Dieses Gespräch hat noch niemand. Übernehmen Sie es zuerst.',
  'Nobody has taken this conversation yet. Take it first.':
    'Dieses Gespräch hat noch niemand übernommen. Übernehmen Sie es zuerst.',
  'This conversation is closed. Take it to go on.':
    'Dieses Gespräch ist abgeschlossen. Übernehmen Sie es, um fortzufahren.',
  '{name} has this conversation already. Take another, or have it transferred to you.':
    '{name} hat dieses Gespräch schon. Nehmen Sie ein anderes, oder lassen Sie es sich übergeben.',
  'This cannot be done now.': 'Das geht jetzt nicht.',
  'There is no such file in this conversation.': 'Diese Datei gibt es in diesem Gespräch nicht.',
  '{name} has this conversation. Have it transferred to you before you write.':
    '{name} hat dieses Gespräch. Lassen Sie es sich übergeben, bevor Sie schreiben.',
  'A tag needs at least one letter.': 'Ein Schlagwort braucht mindestens einen Buchstaben.',
  'This conversation has gone on meanwhile.{who} Load it again, then decide.':
    'Dieses Gespräch ging inzwischen weiter.{who} Laden Sie es neu, und entscheiden Sie dann.',
  ' {name} has it now.': ' {name} hat es jetzt.',
  'This bot has no webhook. Save its address first.':
    'Dieser Bot hat keinen Webhook. Speichern Sie zuerst seine Adresse.',
  'Webhooks need a secret to be signed with. Make one first.':
    'Webhooks brauchen ein Geheimnis zum Unterschreiben. Legen Sie zuerst eines an.',
  '{count} tests were sent within an hour. Wait {minutes} minutes.':
    'In einer Stunde wurden {count} Proben gesendet. Warten Sie {minutes} Minuten.',
  'Somebody else has changed this topic. Load it again, then change it.':
    'Jemand anderes hat dieses Thema geändert. Laden Sie es neu, und ändern Sie es dann.',
  'These questions are being sorted already. Look again in a moment.':
    'Diese Fragen werden schon sortiert. Sehen Sie gleich noch einmal nach.',
  'There is no such topic. Load the list again.': 'Dieses Thema gibt es nicht. Laden Sie die Liste neu.',
  'There is no such answer to a question in this conversation.':
    'In diesem Gespräch gibt es keine solche Antwort auf eine Frage.',
  'This answer is not marked as wrong.': 'Diese Antwort ist nicht als falsch markiert.',
  '{name} marked this answer. Only they and those who may teach the bot can change that.':
    '{name} hat diese Antwort markiert. Nur diese Person und wer den Bot lehren darf, können das ändern.',
} as const;

export const setup = {
  'Set up this bot': 'Diesen Bot einrichten',
  'Go on later': 'Später weitermachen',
  'Everything is kept as you go: leave at any time, and go on where you were.':
    'Alles bleibt unterwegs erhalten: Gehen Sie jederzeit, und machen Sie weiter, wo Sie waren.',
  'Give it one document': 'Geben Sie ihm ein Dokument',
  'Your returns policy, your price list, a page of questions and answers: whatever visitors ask about. More can follow later.':
    'Ihre Rückgaberegeln, Ihre Preisliste, eine Seite mit Fragen und Antworten: wonach Besucher fragen. Mehr kann später folgen.',
  'Your role does not add documents. Ask an editor of your team.':
    'Ihre Rolle fügt keine Dokumente hinzu. Bitten Sie jemanden mit der Rolle Redaktion.',
  'Go on': 'Weiter',
  'It goes on once one document is ready.': 'Es geht weiter, sobald ein Dokument bereit ist.',
  'and {count, plural, one {# more} other {# more}}':
    'und {count, plural, one {# weiteres} other {# weitere}}',
  'Ask it': 'Fragen Sie ihn',
  'We made these questions from what you gave it. Open the reasons to see where each answer comes from.':
    'Diese Fragen haben wir aus dem gemacht, was Sie ihm gegeben haben. Öffnen Sie die Gründe, um zu sehen, woher jede Antwort kommt.',
  'Ask something that your document answers, in the words of a visitor.':
    'Fragen Sie etwas, das Ihr Dokument beantwortet, in den Worten eines Besuchers.',
  'Questions and answers': 'Fragen und Antworten',
  'A question of your own': 'Eine eigene Frage',
  'Offer the answered ones to visitors, as buttons in the chat':
    'Die beantworteten den Besuchern als Knöpfe im Chat anbieten',
  'Somebody else looks after your website? Send them this line.':
    'Jemand anderes betreut Ihre Website? Schicken Sie diese Zeile weiter.',
  'It is on my site': 'Sie steht auf meiner Website',
  'Now open your page': 'Öffnen Sie nun Ihre Seite',
  'We saw your site': 'Wir haben Ihre Website gesehen',
  'Open a page of yours that has the line, and click the round button once. This page notices by itself.':
    'Öffnen Sie eine Ihrer Seiten mit der Zeile, und klicken Sie einmal auf den runden Knopf. Diese Seite merkt es von selbst.',
  'The chat was opened on {site}, {time}.': 'Hier wurde der Chat geöffnet: {site}, {time}.',
  'Nothing happens? See that the line stands in the page, that this address can be reached from it, and that a strict content policy of the site allows it.':
    'Es tut sich nichts? Sehen Sie nach, ob die Zeile in der Seite steht, ob diese Adresse von dort erreichbar ist und ob eine strenge Inhaltsrichtlinie der Website sie erlaubt.',
  'Go to Start': 'Zum Start',
  'Show the line again': 'Die Zeile noch einmal zeigen',
  Install: 'Einbau',
  'One line puts the chat on your website.': 'Eine Zeile bringt den Chat auf Ihre Website.',
  'Any site may show the chat. Name yours under Settings, and browsers refuse it elsewhere.':
    'Jede Website darf den Chat zeigen. Nennen Sie Ihre unter Einstellungen, dann verweigern ihn Browser anderswo.',
  'Browsers show the chat on these sites only: {sites}':
    'Browser zeigen den Chat nur auf diesen Websites: {sites}',
  'Change it under Settings': 'Unter Einstellungen ändern',
  'If your site has a content security policy': 'Wenn Ihre Website eine Content-Security-Policy hat',
  'Add this address to these two lines of it; nothing else is needed.':
    'Fügen Sie diese Adresse in diese beiden Zeilen ein; mehr ist nicht nötig.',
  'Copy the lines': 'Zeilen kopieren',
  'Where it was seen': 'Wo er gesehen wurde',
  'Nowhere yet. A site stands here once somebody opened the chat on it.':
    'Noch nirgends. Eine Website steht hier, sobald jemand den Chat dort geöffnet hat.',
  'last opened {time}': 'zuletzt geöffnet {time}',
} as const;

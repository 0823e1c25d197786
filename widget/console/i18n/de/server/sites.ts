/** Sites that are read. */
export const sites = {
  'This site is not being read now.': 'Diese Website wird gerade nicht gelesen.',
  'There is no site {id} in this bot.': 'Die Website {id} gibt es in diesem Bot nicht.',
  'This site is there already. Read it again from its place in the list.':
    'Diese Website gibt es schon. Lesen Sie sie von ihrem Platz in der Liste aus neu ein.',
  'A bot reads at most {max} sites. Remove one first.':
    'Ein Bot liest höchstens {max} Websites. Entfernen Sie zuerst eine.',
  'The page took longer than {seconds} seconds.': 'Die Seite brauchte länger als {seconds} Sekunden.',
  '{host} could not be read: {why}.': '{host} konnte nicht gelesen werden: {why}.',
  'The page is packed as "{coding}".': 'Die Seite ist als „{coding}“ gepackt.',
  'The page is larger than {max} MB.': 'Die Seite ist größer als {max} MB.',
  'Give the address of a page or sitemap, as in https://example.org/help.':
    'Geben Sie die Adresse einer Seite oder Sitemap an, etwa https://example.org/help.',
  'There was no page to read.': 'Es gab keine Seite zu lesen.',
  'The sitemap names no pages of its site. {why}': 'Die Sitemap nennt keine Seiten ihrer Website. {why}',
  'The start page could not be read. {why}': 'Die Startseite konnte nicht gelesen werden. {why}',
  'The site was removed.': 'Die Website wurde entfernt.',
  'Stopped after {count} pages, the limit set for this site.':
    'Nach {count} Seiten angehalten, der Grenze für diese Website.',
  'Stopped after {count} addresses: most of them are no pages to keep. Leave some out with patterns.':
    'Nach {count} Adressen angehalten: Die meisten sind keine Seiten zum Behalten. Lassen Sie mit Mustern einige aus.',
  'Stopped: the site holds more than is read at once.':
    'Angehalten: Die Website enthält mehr, als auf einmal gelesen wird.',
  'Stopped after the longest time that reading a site may take.':
    'Angehalten nach der längsten Zeit, die das Lesen einer Website dauern darf.',
  'Too many addresses differ from this one only behind the "?".':
    'Zu viele Adressen unterscheiden sich von dieser nur hinter dem „?“.',
  'The site asks robots not to read this page (robots.txt).':
    'Die Website bittet Roboter, diese Seite nicht zu lesen (robots.txt).',
  'The sitemap was refused ({status}).': 'Die Sitemap wurde verweigert ({status}).',
  'The site does not say what robots may read: {address} could not be had. Try again later.':
    'Die Website sagt nicht, was Roboter lesen dürfen: {address} war nicht zu bekommen. Versuchen Sie es später wieder.',
  'This site is being read. Wait for the end, or stop it first.':
    'Diese Website wird gerade gelesen. Warten Sie auf das Ende, oder halten Sie es zuerst an.',
  'The page leads to another site: {address}.': 'Die Seite führt zu einer anderen Website: {address}.',
  'The page leads to {address}.': 'Die Seite führt zu {address}.',
  'The site has no such page ({status}).': 'Diese Seite gibt es auf der Website nicht ({status}).',
  'The site shows this page only to those it knows ({status}).':
    'Die Website zeigt diese Seite nur Angemeldeten ({status}).',
  'The site answered {status} instead of the page.': 'Die Website antwortete mit {status} statt der Seite.',
  'The page is kept no longer; it is read again next time.':
    'Die Seite wird nicht mehr aufbewahrt; sie wird das nächste Mal neu gelesen.',
  'This is no document ({type}).': 'Das ist kein Dokument ({type}).',
  'The page says that its address is {address}.': 'Die Seite sagt, dass ihre Adresse {address} ist.',
  'The page asks robots to leave it out.': 'Die Seite bittet Roboter, sie auszulassen.',
  'The same page as {address}.': 'Dieselbe Seite wie {address}.',
  'The patterns leave this page out.': 'Die Muster lassen diese Seite aus.',
} as const;

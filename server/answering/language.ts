import { words } from './words.ts';

/** Function words that are not English words too; three languages share some, which only blurs the name. */
const MARKERS: Record<string, readonly string[]> = {
  Spanish:
    'el la los las una que como puedo donde cuando mi por para con tengo quiero cuanto esta es se hola gracias del'.split(
      ' ',
    ),
  French:
    'le la les une est que je vous puis comment pour avec dans mon ma quand combien pas sur et bonjour merci des du'.split(
      ' ',
    ),
  German:
    'der die das ist ich kann wie wo wann nicht mein meine und mit ein eine haben sie zu fur hallo danke werden'.split(
      ' ',
    ),
  Italian:
    'il lo gli una che come posso dove quando mio mia per con sono della non quanto ciao grazie di'.split(
      ' ',
    ),
  Portuguese:
    'os uma que como posso onde quando meu minha para com nao voce quanto esta ola obrigado do da'.split(' '),
  Dutch: 'het een ik kan hoe waar wanneer mijn niet met voor hebben jullie van en wat dank hallo'.split(' '),
  Polish: 'jest czy jak gdzie kiedy moj moje nie dla mam chce ile sie dziekuje moge'.split(' '),
};
const ENGLISH = new Set(
  `the a an is are do does can how what where when my i you your to of for with in on it not and or have has me we if
  there any this that will would could should much many long from at be was get by about order return`.split(
    /\s+/,
  ),
);
const MIN_FOREIGN_MARKERS = 2;

/** The language of a message that is clearly not English, or undefined. Names and product words alone decide nothing. */
export function foreignLanguage(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters >= 2 && latin < letters / 2) return 'another script';
  const found = words(text);
  const english = found.filter((word) => ENGLISH.has(word)).length;
  let best: { name: string; count: number } | undefined;
  for (const [name, markers] of Object.entries(MARKERS)) {
    const count = found.filter((word) => markers.includes(word)).length;
    if (count > (best?.count ?? 0)) best = { name, count };
  }
  if (best === undefined || best.count < MIN_FOREIGN_MARKERS || best.count <= english) return undefined;
  return best.name;
}

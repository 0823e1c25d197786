import { type Row, rowOf, stemsOf } from './table-rows.ts';
import { contentStems, coverage, stemSet } from './words.ts';

type Cell = Row['cells'][number];
type Kind = { asks: RegExp; name?: RegExp; value?: RegExp };

/** A row of two says one thing already. */
const MIN_CELLS = 3;
/** Share of a column's name by which a question asks for it. */
const MOST_OF_NAME = 0.5;
/** What holds for the whole row stays with any of its cells. */
const CONDITION =
  /^(?:notes?|remarks?|comments?|conditions?|exceptions?|only|not|if|unless|otherwise|after|please)\b/i;

/** What is asked for by its kind, where no column's name is said. */
const KINDS: readonly Kind[] = [
  {
    asks: /\bhow much\b(?!.*\bweigh)|\b(?:costs?|prices?|fees?|charged?|charges|expensive|cheap(?:er)?)\b/i,
    name: /\b(?:price|fee|cost|charge)s?\b/i,
    value:
      /[£$€¥]\s?\d|\d\s?(?:[£$€¥]|(?:p|pence|cents?|euros?|dollars?|pounds?)\b)|\b(?:free|not (?:offered|available|possible))\b/i,
  },
  {
    asks: /\bhow (?:long|soon|fast|quick(?:ly)?)\b|\bhow many (?:hours|days|weeks|months|years)\b/i,
    value: /\d\s?(?:[\p{L}]+ )?(?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?)\b/iu,
  },
  {
    asks: /\bwhat time\b|\bwhen\b.*\b(?:open|close|shut)|\b(?:opening|closing) (?:times?|hours)\b|\b(?:open|shut) (?:at|till|until)\b/i,
    value: /\d{1,2}[:.]\d{2}\b|\d\s?[ap]\.?m\b/i,
  },
  {
    asks: /\bwhere\b|\baddress\b/i,
    name: /\b(?:address|where|place|location|street)\b/i,
  },
  {
    asks: /\b(?:tele)?phone\b|\b(?:call|ring)\b/i,
    name: /\b(?:phone|telephone|tel|mobile)\b/i,
  },
  { asks: /\be-?mail\b/i, value: /\S@\S/ },
  { asks: /\bhow heavy\b|\bweighs?\b|\bweight\b/i, value: /\d\s?(?:g|kg|lbs?|oz)\b/i },
];

/** `7 days`, `One day`: another number is another column. */
const NUMBERED = /\d|\bone\b/i;

/** Asked two things, or what is not so, a row is read whole. */
const NOT_ONE_THING =
  /\band (?:for )?(?:in )?(?:what|when|where|which|who|how|is|are|do|does|can|will)\b|\b(?:not|no|without|except)\b|n['’]t\b/i;

/** How people say what a column is headed by. */
const SAID_AS: readonly [said: RegExp, headed: string][] = [
  [/\bweek-?days?\b|\b(?:tues|wednes|thurs)day\b/i, 'monday friday'],
  [/\bweek\b/i, '7 days'],
];

/**
 * Cuts a row of a table down to what it is a row of and the cells that a question asks for, as they stand: by the column's name,
 * else by the kind of thing asked. Undefined for what is no row of three cells or more, and where all of it, two things or nothing in
 * particular are asked for. What the question says is read once, for all rows.
 */
export function cellsAskedBy(question: string): (text: string) => string | undefined {
  if (NOT_ONE_THING.test(question)) return () => undefined;
  const spoken = contentStems(question);
  const words = spoken.filter((stem) => !/^\d/.test(stem));
  const headed = SAID_AS.flatMap(([said, headed]) => (said.test(question) ? contentStems(headed) : []));
  const asked = new Set([...spoken, ...headed]);
  const kinds = KINDS.filter(({ asks }) => asks.test(question));
  return (text) => {
    const row = rowOf(text);
    const [key, ...cells] = row?.cells ?? [];
    if (key === undefined || cells.length + 1 < MIN_CELLS) return undefined;
    const named = namedBy(asked, cells);
    const ofKind = new Set(cells.filter((cell) => kinds.some((kind) => isOfKind(cell, kind))));
    const wanted = ofKind.isDisjointFrom(named) ? named.union(ofKind) : named;
    if (wanted.size === 0) return undefined;
    const inKey = stemSet(key.value);
    const said = new Set(words.filter((stem) => !inKey.has(stem)));
    const kept = cells.filter(
      (cell) =>
        wanted.has(cell) ||
        CONDITION.test(cell.name) ||
        contentStems(cell.value).some((stem) => said.has(stem)),
    );
    return kept.length === cells.length ? undefined : [key, ...kept].map(textOf).join('; ');
  };
}

/** The cells whose columns are named most. */
function namedBy(asked: ReadonlySet<string>, cells: readonly Cell[]): ReadonlySet<Cell> {
  const shares = cells.map(({ name }) => {
    const stems = stemsOf(name.replace(/\bone\b/gi, '1'));
    const share = stems.length === 0 ? 0 : coverage(stems, asked);
    return share >= (NUMBERED.test(name) ? 1 : MOST_OF_NAME) ? share : 0;
  });
  const most = Math.max(...shares);
  return new Set(most > 0 ? cells.filter((_cell, at) => shares[at] === most) : []);
}

function isOfKind(cell: Cell, { name, value }: Kind): boolean {
  return name?.test(cell.name) === true || value?.test(cell.value) === true;
}

function textOf({ name, value }: Cell): string {
  return name === '' ? value : `${name}: ${value}`;
}

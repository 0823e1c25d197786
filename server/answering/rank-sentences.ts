import { type SearchHit, type SearchResult, withoutCarried } from '../knowledge/index.ts';
import { dotProduct, type Embedder, type ModelIdentity } from '../models/index.ts';
import { cellsAskedBy } from './asked-cells.ts';
import { isStep } from './list-marks.ts';
import { type PassageSentence, passageSentences } from './passage-sentences.ts';
import { mostNamedRows, rowOf } from './table-rows.ts';
import { contentStems, coverage, stemSet } from './words.ts';

/** Passages whose sentences are looked at. */
const MAX_PASSAGES = 5;
/** More would only cost time: each is embedded. */
const MAX_SENTENCES = 80;
/** What shared words, and how far the passage was found behind the best, count beside the cosine. Chosen on the sample's dev half. */
const WORDS_WEIGHT = 0.2;
const PASSAGE_WEIGHT = 0.3;
/** What it counts that its page's title and its heading are nearer to the question than the line, which says the rest. */
const HEADING_WEIGHT = 0.4;
/** For the row of a table that the question names, which says what is asked in few words of its own. */
const ROW_BONUS = 0.1;
/** For a step, or what stands under `How to …`, where it is asked how something is done: when and why to do it are told in the same words. */
const STEP_BONUS = 0.15;
const ASKS_HOW = /\bhow (?:(?:do|can|could|should|would) (?:i|we|you)\b|to\b)/i;
const HOW = /^how (?:to\b|(?:do|can) (?:i|we|you)\b|you\b)|^step/i;

/** One sentence of a found passage, with how well it answers the question. */
export type RankedSentence = {
  passage: SearchHit;
  /** 0-based order inside the passage. */
  position: number;
  heading: string;
  text: string;
  /** As in `PassageSentence`. */
  goesOn?: true;
  score: number;
  /** Cosine of the question and the sentence under its heading; of the whole row, where `text` is some of its cells. */
  cosine: number;
  /** It is the row of a table that the question names, among rows that it does not. */
  isNamedRow?: boolean;
  /** It is one of the rows among which the question asks for another than the one talked about, or for the most of something. */
  isCompared?: boolean;
  /** The part of the score that tells it from other sentences, and not whether there is an answer: few cells are soon near. */
  bonus?: number;
};

/** `ranker` is the bi-encoder that had its part in the scores; absent where this machine has none. */
export type Ranked = { sentences: RankedSentence[]; ranker?: ModelIdentity };

/**
 * The sentences of the best passages, in reading order. What is quoted, what the model reads and whether a generated sentence
 * is to the point all go by these scores.
 * @throws AppError what the embedder throws
 */
export async function rankSentences(
  embedder: Embedder,
  { searched, searchedVector, hits }: Pick<SearchResult, 'searched' | 'searchedVector' | 'hits'>,
  signal?: AbortSignal,
): Promise<Ranked> {
  const best = hits[0]?.score ?? 0;
  const cellsOf = cellsAskedBy(withoutCarried(searched));
  const sentences = hits
    .slice(0, MAX_PASSAGES)
    .flatMap((passage) =>
      withRows(passageSentences(passage), searched, cellsOf).map((sentence, position) => ({
        ...sentence,
        passage,
        position,
      })),
    )
    .slice(0, MAX_SENTENCES);
  const wanted = contentStems(searched);
  const asksHow = ASKS_HOW.test(searched);
  const cosineOf = await embedEachOnce(
    embedder,
    searchedVector,
    sentences.flatMap(({ passage, heading, text, cells = text }) => [
      under(heading, text),
      under(heading, cells),
      under(titleOf(passage), heading),
    ]),
    signal,
  );
  const taught = await rankEachOnce(
    embedder,
    searched,
    sentences.map(({ heading, text, cells = text }) => under(heading, cells)),
    signal,
  );
  const ranked = sentences.map(({ cells, ...sentence }): RankedSentence => {
    const nearness = (said: string, embedded: string) => {
      const cosine = cosineOf(embedded);
      return { cosine, likeness: cosine + WORDS_WEIGHT * coverage(wanted, stemSet(said)) };
    };
    const nearnessOf = (text: string) => nearness(text, under(sentence.heading, text));
    const whole = nearnessOf(sentence.text);
    const { likeness } = cells === undefined ? whole : nearnessOf(cells);
    const place = under(titleOf(sentence.passage), sentence.heading);
    const lift = HEADING_WEIGHT * Math.max(0, nearness(place, place).likeness - whole.cosine);
    const behind = best - sentence.passage.score;
    const isTold = asksHow && tellsHow(sentence, wanted);
    const line = under(sentence.heading, cells ?? sentence.text);
    const nearer = taught === undefined ? 0 : taught.cosineOf(line) - cosineOf(line);
    const bonus =
      (sentence.isNamedRow ? ROW_BONUS : 0) +
      (isTold ? STEP_BONUS : 0) +
      lift +
      likeness -
      whole.likeness +
      nearer;
    const score = whole.likeness - PASSAGE_WEIGHT * behind + bonus;
    return { ...sentence, text: cells ?? sentence.text, cosine: whole.cosine, score, bonus };
  });
  return { sentences: ranked, ...(taught && { ranker: taught.model }) };
}

/** The one that answers best, the first of several; undefined of none. */
export function bestOf(ranked: readonly RankedSentence[]): RankedSentence | undefined {
  return ranked.reduce<RankedSentence | undefined>(
    (best, item) => (best === undefined || item.score > best.score ? item : best),
    undefined,
  );
}

function titleOf({ titlePath }: SearchHit): string {
  return titlePath[0] ?? '';
}

function under(heading: string, text: string): string {
  return `${heading}: ${text}`;
}

/** Cosine of the question and each of the texts. */
type CosineOf = (text: string) => number;

async function embedEachOnce(
  embedder: Embedder,
  searchedVector: Float32Array,
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<CosineOf> {
  const different = [...new Set(texts)];
  return cosinesTo(searchedVector, different, await embedder.embed(different, signal));
}

/** The same as the bi-encoder was taught; undefined where this machine has none. */
async function rankEachOnce(
  embedder: Embedder,
  searched: string,
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<{ cosineOf: CosineOf; model: ModelIdentity } | undefined> {
  const different = [...new Set(texts)];
  const found = await embedder.embedToRank?.([searched, ...different], signal);
  if (found === undefined) return undefined;
  const [searchedVector = new Float32Array(0), ...others] = found.vectors;
  return { cosineOf: cosinesTo(searchedVector, different, others), model: found.model };
}

function cosinesTo(
  searchedVector: Float32Array,
  texts: readonly string[],
  vectors: readonly Float32Array[],
): CosineOf {
  const byText = new Map(texts.map((text, at) => [text, vectors[at]]));
  return (text) => dotProduct(searchedVector, byText.get(text) ?? new Float32Array(0));
}

/** Of something that was asked about. */
function tellsHow(
  { heading, text, passage }: Pick<RankedSentence, 'heading' | 'text' | 'passage'>,
  wanted: readonly string[],
): boolean {
  if (!HOW.test(heading) && !isStep(text)) return false;
  const topic = contentStems(`${passage.titlePath.join(' ')} ${heading}`);
  return topic.some((item) => wanted.includes(item));
}

/** `and the warmest one`, `the one above that`: another row than the one talked about, or the most of something. */
const COMPARES =
  /\bones?\b|\b(?:most|least|cheap|dear|warm|cold|light|heavi|small|larg|bigg|long|short|high|low|fast|quick|strong|old|new)(?:est)?\b(?<=est|most)|\b(?:above|below|next to|before|after) (?:that|this|it)\b/i;

function withRows(
  sentences: readonly PassageSentence[],
  searched: string,
  cellsOf: ReturnType<typeof cellsAskedBy>,
): (PassageSentence & Pick<RankedSentence, 'isNamedRow' | 'isCompared'> & { cells?: string })[] {
  const named = mostNamedRows(sentences, searched);
  const own = withoutCarried(searched);
  if (own !== searched && COMPARES.test(own) && named.size > 0 && mostNamedRows(sentences, own).size === 0)
    return withCompared(sentences, named);
  return sentences.map((sentence, at) => {
    const cells = cellsOf(sentence.text);
    return {
      ...sentence,
      ...(cells !== undefined && { cells }),
      ...(named.has(at) && { isNamedRow: true }),
    };
  });
}

/** Marks the rows of the tables that some rows are of. */
function withCompared(
  sentences: readonly PassageSentence[],
  named: ReadonlySet<number>,
): (PassageSentence & Pick<RankedSentence, 'isNamedRow' | 'isCompared'>)[] {
  const headings = new Set([...named].map((at) => sentences[at]?.heading));
  return sentences.map((sentence) =>
    headings.has(sentence.heading) && (rowOf(sentence.text)?.cells.length ?? 0) > 1
      ? { ...sentence, isNamedRow: true, isCompared: true }
      : sentence,
  );
}

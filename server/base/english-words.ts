/** English words that only hold a sentence together: articles, pronouns, auxiliaries. Lower case, apostrophes dropped. */
export const FUNCTION_WORDS: ReadonlySet<string> = wordSet(
  `a an and any are as at be but by can could did do does for from had has have i if in is it its me my of
  on or our should so that the their them there these they this to was we were which will with would you
  your`,
);

/** These, and whatever else says nothing of a subject: prepositions, question words, the small talk of questions. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set([
  ...FUNCTION_WORDS,
  ...wordSet(
    `about above after again all also am because been before being below between both cannot cant doesnt
  doing dont down each else further get go having he hello her here hers hey hi him his how id im into
  isnt ive just know let like may might more most must need no nor not off ok okay once one only other out
  over own please s same she some such t tell than thank thanks then those through too under until up us
  very want wasnt what when where while who whom why without wont yes yours`,
  ),
]);

/** The words of a text with only white space between them. */
export function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

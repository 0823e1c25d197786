/*
 * Capitalised words inside a sentence, where the capital is no grammar. Each reader has its own, on purpose: what is a name
 * depends on what it costs to miss one or to take a word for one. Tried on the questions of all organisations in `knowledge/`,
 * hardly any of them can stand for another without an answer that changes.
 */

/** What a page is about, to tell it from others: no abbreviations, for `PO boxes` and `UK` name no page; after a bracket too. */
export const NAMES_OF_PAGES = /(?<=[\p{Ll}\d(],? ?)(?<= |\()\p{Lu}\p{Ll}[\p{L}-]+/gu;

/** What a visitor may be asked to choose between: abbreviations too (`ISAs`), but nothing behind a number or a bracket. */
export const NAMES_OF_THINGS = /(?<=\p{Ll},? )\p{Lu}[\p{L}-]+/gu;

/** What a question asks about, shouted ones too: the coefficients of the decision were fitted with it. */
export const NAMES_ASKED = /(?<=[\p{L}\d,] )\p{Lu}[\p{L}\p{N}-]+/gu;

/** What makes a passage another's: words alone, for `PO` of `PO box` is no stranger. */
export const NAMES_OF_STRANGERS = /(?<=[\p{Ll}\d,] )\p{Lu}\p{Ll}{2,}/gu;

/** What tells two questions apart: not the month behind a day, whose number does, and `Try-On` by its first part. */
export const NAMES_TO_TELL_APART = /(?<=[\p{Ll},;]\s)\p{Lu}[\p{L}\p{N}]+/gu;

/** What says nothing of a text's language: single letters too, and the `Las` of Las Vegas is no article. */
export const NAMES_IN_ANY_LANGUAGE = /(?<=[\p{L}\p{N},] )\p{Lu}\p{L}*/gu;

/** Two side by side are one name; the second is the group. */
export const PAIRED_NAMES = /(?<=[\p{L}\d,] )\p{Lu}\p{Ll}+(?= (\p{Lu}\p{Ll}+))/gu;

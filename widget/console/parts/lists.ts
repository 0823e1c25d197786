/** The lines of a text field that hold something. */
export function linesOf(text: string): string[] {
  return piecesOf(text, '\n');
}

/** Names as people write them in one field, between commas. */
export function namesOf(text: string): string[] {
  return piecesOf(text, ',');
}

function piecesOf(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

/** Line ends as `\n`, without what no text holds: U+0000 and halves of characters. For `z.string().overwrite`. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\0', '').toWellFormed();
}

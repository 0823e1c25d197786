import type { Engine } from '../dialect.ts';

/** SQLite's search by words reads these columns of every passage with one of the words; in the row they lie behind text and vector. */
export function passagesFound({ name }: Engine): readonly string[] {
  if (name !== 'sqlite') return [];
  return [
    'create index passages_found on passages (sequence, bot_id, enabled, document_id, id, text_length)',
  ];
}

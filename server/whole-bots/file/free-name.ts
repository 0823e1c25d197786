import type { Kysely } from 'kysely';
import { MAX_NAME_CHARACTERS } from '../../bots/index.ts';
import type { Database } from '../../store/index.ts';

/** The name, or with the lowest number from 2 that no bot has: `Shop (2)`. */
export async function freeName(tx: Kysely<Database>, name: string): Promise<string> {
  const rows = await tx.selectFrom('bots').select('name').execute();
  const taken = new Set(rows.map((row) => row.name));
  if (!taken.has(name)) return name;
  const stem = name.replace(/ \(\d+\)$/, '');
  for (let number = 2; ; number += 1) {
    const mark = ` (${number})`;
    const numbered = `${stem.slice(0, MAX_NAME_CHARACTERS - mark.length)}${mark}`;
    if (!taken.has(numbered)) return numbered;
  }
}

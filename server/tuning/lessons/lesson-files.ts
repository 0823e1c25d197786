import { posix } from 'node:path';
import { readAttribution } from './formats/attribution.ts';
import { readZip } from './formats/zip.ts';
import type { LessonFile } from './import-lessons.ts';
import { formatOfName, type LessonFormat } from './read-lessons.ts';

export type NamedBytes = { name: string; bytes: Uint8Array };

const ATTRIBUTION = 'attribution.txt';

/**
 * The files that hold lessons, of a folder or an upload: archives are opened, and what an `attribution.txt` says goes to
 * its neighbours, unless there are several of them. Names are paths with forward slashes. A single file is taken whatever it is called,
 * and so is every file where the format is given.
 * @throws AppError `bad_request`, `too_large` of an archive
 */
export async function lessonFilesOf(
  given: readonly NamedBytes[],
  format?: LessonFormat,
): Promise<LessonFile[]> {
  const files: NamedBytes[] = [];
  for (const file of given) {
    if (/\.zip$/i.test(file.name)) files.push(...(await readZip(file.name, file.bytes)));
    else files.push(file);
  }
  const told = files.filter(({ name }) => posix.basename(name) === ATTRIBUTION);
  const attributionIn = (folder: string) => {
    const [one, another] = told.filter(({ name }) => posix.dirname(name) === folder);
    return one === undefined || another !== undefined
      ? {}
      : readAttribution(new TextDecoder().decode(one.bytes));
  };
  const isWanted = ({ name }: NamedBytes) =>
    format === undefined ? formatOfName(name) !== undefined : posix.basename(name) !== ATTRIBUTION;
  return (files.length === 1 ? files : files.filter(isWanted)).map((file) => ({
    ...file,
    ...attributionIn(posix.dirname(file.name)),
  }));
}

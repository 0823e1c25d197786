import { type LessonExport, type LessonFormat, writeZip } from '../tuning/index.ts';
import { downloadHeaders } from './download.ts';

/** One file to save; of a taxonomy, an archive that also tells what was left out. */
export function exportedLessons({ files, leftOut, notes }: LessonExport, format: LessonFormat): Response {
  if (format !== 'qna') {
    const mediaType = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl';
    return new Response(files[0]?.text ?? '', { headers: downloadHeaders(`lessons.${format}`, mediaType) });
  }
  const lines = [...notes, ...leftOut.map(({ lessonId, reason }) => `Left out ${lessonId}: ${reason}.`)];
  const told = lines.length === 0 ? [] : [{ path: 'notes.txt', text: `${lines.join('\n')}\n` }];
  return new Response(writeZip([...files, ...told]), {
    headers: downloadHeaders('taxonomy.zip', 'application/zip'),
  });
}

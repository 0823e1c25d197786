import type { Lesson } from '../types.ts';

/** Chats in OpenAI's form as `readJsonl` reads them; what the form has no place for stands in `metadata`. */
export function writeJsonl(lessons: readonly Lesson[]): string {
  return lessons.map((lesson) => `${JSON.stringify(rowOf(lesson))}\n`).join('');
}

function rowOf({
  history,
  question,
  answer,
  task,
  kind,
  context,
  documentName,
  origin,
  author,
  licence,
}: Lesson) {
  return {
    messages: [
      ...(task === undefined ? [] : [{ role: 'system', content: task }]),
      ...history,
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ],
    metadata: { kind, context, document: documentName, origin, author, licence },
  };
}

import { z } from 'zod';
import type { Complaint } from '../../../base/index.ts';
import type { HistoryMessage } from '../../../contract/index.ts';
import type { LessonContent, ReadFile } from '../types.ts';
import { plainSentence, readJsonLines } from './read-json-lines.ts';

const contentSchema = z.union([z.string(), z.array(z.object({ type: z.literal('text'), text: z.string() }))]);

const TOOLS = 'must be system, user or assistant; the use of tools cannot be taught';

const aboutSchema = z.looseObject({
  kind: z.enum(['knowledge', 'skill']).optional(),
  context: z.union([z.string(), z.array(z.string())]).optional(),
  document: z.string().optional(),
  origin: z.string().optional(),
  author: z.string().optional(),
  licence: z.string().optional(),
});

const rowSchema = aboutSchema.extend({
  messages: z.array(
    z.looseObject({
      role: z.enum(['system', 'developer', 'user', 'assistant'], { error: TOOLS }),
      content: contentSchema,
    }),
  ),
  metadata: aboutSchema.optional(),
});
type Row = z.infer<typeof rowSchema>;

/**
 * Reads chats in OpenAI's form, one JSON object a line: `{"messages": [{"role", "content"}, ...]}`. The last message is
 * the answer, the one before it the question, what comes earlier is history, and system turns are the task. `context`
 * and `document` may stand beside `messages` or in `metadata`.
 */
export function readJsonl(text: string, file: string): ReadFile {
  const { rows, complaints } = readJsonLines(text, file, { schema: rowSchema, sentenceOf });
  const read: ReadFile = { lessons: [], complaints };
  for (const { row, line } of rows) {
    const content = contentOf(row, { file, line });
    if ('message' in content) read.complaints.push(content);
    else read.lessons.push({ content, line, column: 1 });
  }
  return read;
}

type RowPlace = { file: string; line: number };

function contentOf(row: Row, place: RowPlace): LessonContent | Complaint {
  const complain = (message: string) => ({ ...place, column: 1, field: 'messages', message });
  const turns: HistoryMessage[] = [];
  const system: string[] = [];
  for (const { role, content } of row.messages) {
    const words = typeof content === 'string' ? content : content.map((part) => part.text).join('\n');
    if (role === 'user' || role === 'assistant') turns.push({ role, content: words });
    else if (words.trim() !== '') system.push(words.trim());
  }
  const answer = turns.pop();
  if (answer === undefined) return complain('has no messages, so there is nothing to learn');
  if (answer.role !== 'assistant') return complain('does not end with an answer of the assistant');
  const question = turns.pop();
  if (question?.role !== 'user') return complain('has no question of the user right before its last answer');
  const content = {
    question: question.content,
    answer: answer.content,
    ...aboutOf({ ...row.metadata, ...row }),
  };
  return {
    ...content,
    ...(turns.length > 0 && { history: turns }),
    ...(system.length > 0 && { task: system.join('\n\n') }),
  };
}

function aboutOf({ kind, context, document, origin, author, licence }: z.infer<typeof aboutSchema>) {
  const passage = Array.isArray(context) ? context.join('\n\n') : context;
  return {
    ...(kind && { kind }),
    ...(passage?.trim() && { context: passage }),
    ...(document?.trim() && { documentName: document }),
    ...(origin?.trim() && { origin }),
    ...(author?.trim() && { author }),
    ...(licence?.trim() && { licence }),
  };
}

function sentenceOf(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_union') return 'must be text, or a list of parts of text';
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return 'is missing; a line looks like {"messages": [{"role": "user", "content": "..."}, ...]}';
  return plainSentence(issue);
}

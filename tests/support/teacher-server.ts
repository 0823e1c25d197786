import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { JUDGES } from '../../server/tuning/data/teacher/judge-prompts.ts';

export type TeacherCall = {
  /** `generate`, or the name of a judge. */
  role: string;
  user: string;
  authorization: string | undefined;
};

/** What the server does with a request: says a text, or whatever else a server can do. */
type Reaction = string | ((response: ServerResponse) => void);

export type TeacherServer = AsyncDisposable & { url: string; calls: TeacherCall[] };

/** A server that speaks as OpenAI's does, playing teacher and judges. A judge of whom nothing is said says YES. */
export async function startTeacherServer(
  react: (call: TeacherCall) => Reaction | undefined,
): Promise<TeacherServer> {
  const calls: TeacherCall[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { messages } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const judge = JUDGES.find(({ system }) => system === messages[0].content);
    const { authorization } = request.headers;
    const call = { role: judge?.name ?? 'generate', user: messages[1].content, authorization };
    calls.push(call);
    const reaction = react(call) ?? 'YES';
    if (typeof reaction === 'string') sayAs(response, reaction);
    else reaction(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    calls,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function sayAs(response: ServerResponse, content: string, finish_reason = 'stop'): void {
  const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason }];
  const usage = { prompt_tokens: 90, completion_tokens: 10, total_tokens: 100 };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ choices, usage }));
}

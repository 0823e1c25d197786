import { recoverReplies } from './chat/index.ts';
import type { AppContext } from './context.ts';
import { type RunningServer, serveApp } from './http/index.ts';
import { recoverDocuments } from './knowledge/index.ts';

/** Puts right what a crash left behind, then listens. Documents are prepared while the first visitors are served. */
export async function serve(context: AppContext): Promise<RunningServer> {
  await recoverReplies(context);
  const server = await serveApp(context, context.config.http);
  const stopping = new AbortController();
  const recovered = recoverDocuments(context, stopping.signal).catch((error: unknown) => {
    if (!stopping.signal.aborted) context.log.error('documents-not-recovered', { error });
  });
  return {
    ...server,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await server[Symbol.asyncDispose]();
      await recovered;
    },
  };
}

import type { StreamPart } from '../../../server/contract/index.ts';
import type { Scene } from './scene.ts';

/** In place of the server: the preview asks nobody, so nothing in it is a conversation or a visit. */
export function sampleServer(scene: () => Scene | undefined): typeof fetch {
  return async (target, { method = 'GET' } = {}) => {
    const { pathname } = new URL(target instanceof Request ? target.url : target, location.href);
    if (pathname.endsWith('/public')) return Response.json(scene()?.bot);
    if (pathname.endsWith('/api/chat') && method === 'POST') return replyOf(scene()?.answer ?? '');
    if (pathname.endsWith('/feedback') || pathname.endsWith('/stop'))
      return new Response(null, { status: 204 });
    const message = 'This is only a preview.';
    return Response.json({ error: { code: 'not_found', message, requestId: '' } }, { status: 404 });
  };
}

function replyOf(answer: string): Response {
  const parts = [
    { type: 'start', messageId: crypto.randomUUID() },
    { type: 'text-start', id: 'text' },
    { type: 'text-delta', id: 'text', delta: answer },
    { type: 'text-end', id: 'text' },
    { type: 'finish' },
  ] as unknown as readonly StreamPart[];
  const events = [...parts.map((part) => JSON.stringify(part)), '[DONE]'];
  const body = events.map((event) => `data: ${event}\n\n`).join('');
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

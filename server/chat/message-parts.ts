import type { MessagePart, Source, StreamPart } from '../contract/index.ts';

/** The parts that show a source: one the AI SDK knows, and the passage itself. */
export function sourceParts(source: Source): StreamPart[] {
  const title = source.titlePath.join(' › ') || 'Source';
  const known: StreamPart =
    source.url === undefined
      ? { type: 'source-document', sourceId: source.passageId, mediaType: 'text/plain', title }
      : { type: 'source-url', sourceId: source.passageId, url: source.url, title };
  return [known, { type: 'data-source', id: source.passageId, data: source }];
}

/** What is kept of a reply: the AI SDK's reduction of its stream. */
export function keptParts(parts: readonly StreamPart[]): MessagePart[] {
  const kept: MessagePart[] = [];
  for (const part of parts) {
    switch (part.type) {
      case 'source-document':
      case 'source-url':
      case 'data-source':
      case 'data-suggestions':
      case 'data-handoff':
        kept.push(part);
        break;
      case 'text-start':
        kept.push({ type: 'text', text: '', state: 'done' });
        break;
      case 'text-delta':
        appendText(kept, part.delta);
        break;
    }
  }
  return kept;
}

export function textOf(parts: readonly MessagePart[]): string {
  return parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}

function appendText(parts: MessagePart[], delta: string): void {
  const last = parts.findLast((part) => part.type === 'text');
  if (last) last.text += delta;
}

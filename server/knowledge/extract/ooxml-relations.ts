import { findElements } from './xml.ts';
import type { ZipParts } from './zip-parts.ts';

/** `type` is the last word of the relation's address: `slide`, `notesSlide`, `worksheet`. */
export type Relation = { id: string; type: string; target: string };

/** What a part of an Office file refers to inside the file; links to the outside are left out. */
export async function readRelations(parts: ZipParts, part: string): Promise<Relation[]> {
  const slash = part.lastIndexOf('/') + 1;
  const xml = await parts.xml(`${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`);
  if (xml === undefined) return [];
  return findElements(xml, 'Relationship').flatMap(({ attribs }) => {
    const { Id: id, Type: type = '', Target: target, TargetMode: mode } = attribs;
    if (id === undefined || target === undefined || mode === 'External') return [];
    return [{ id, type: type.split('/').at(-1) ?? '', target: resolvePart(part, target) }];
  });
}

/** A part's name, from where another part points. */
export function resolvePart(from: string, target: string): string {
  const path = URL.parse(target, `zip:///${from}`)?.pathname ?? '';
  try {
    return decodeURIComponent(path).replace(/^\/+/, '');
  } catch (thrown) {
    if (thrown instanceof URIError) return path.replace(/^\/+/, '');
    throw thrown;
  }
}

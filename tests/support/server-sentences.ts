import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAst } from 'vite';

const SERVER = resolve(import.meta.dirname, '../../server');

/** A node of the syntax tree, as far as it is looked at here. */
type Node = { type: string; start: number; [field: string]: unknown };
export type Sentence = { text: string; file: string };

export function sentencesOf(files: readonly string[]): Sentence[] {
  return globSync([...files], { cwd: SERVER }).toSorted().flatMap((file) =>
    saidIn(readFileSync(join(SERVER, file), 'utf8')).map((text) => ({ text, file })),
  );
}

function saidIn(source: string): string[] {
  const found: string[] = [];
  walk(parseAst(source, { lang: 'ts' }) as unknown as Node, (node) => {
    if (isAppError(node)) for (const arg of (node['arguments'] as Node[]).slice(1, 2)) found.push(...textsOf(arg));
  });
  return found;
}

function isAppError(node: Node): boolean {
  return node.type === 'NewExpression' && (node['callee'] as { name?: string }).name === 'AppError';
}

function textsOf(node: Node): string[] {
  switch (node.type) {
    case 'Literal': return typeof node['value'] === 'string' ? [node['value']] : [];
    case 'TemplateLiteral': {
      const quasis = node['quasis'] as { value: { cooked: string } }[];
      return [quasis.map((q) => q.value.cooked).join('{}')];
    }
    case 'BinaryExpression': {
      const l = textsOf(node['left'] as Node), r = textsOf(node['right'] as Node);
      return (l.length ? l : ['{}']).flatMap((a) => (r.length ? r : ['{}']).map((b) => a + b));
    }
    case 'ConditionalExpression': return [...textsOf(node['consequent'] as Node), ...textsOf(node['alternate'] as Node)];
    default: return [`<<${node.type}>>`];
  }
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const value of Object.values(node)) {
    for (const child of [value].flat()) {
      if (typeof child === 'object' && child !== null && 'type' in child) walk(child as Node, visit);
    }
  }
}

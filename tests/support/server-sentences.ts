import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAst } from 'vite';

const SERVER = resolve(import.meta.dirname, '../../server');
const WORD = /\p{L}+(?=[\s.,;:!?)]|$)/gu;
const WORDS_OF_A_SENTENCE = 3;
/** It begins like one, and ends like one or with what is filled in. */
const SENTENCE = /^\s*[\p{Lu}{“"].*(?:[.!?…]|: \{\})\s*$|^\p{Lu}.*[.!?] \{\}$/su;
/** What they are called with is for logs and for developers. */
const NOT_FOR_PEOPLE = new Set(['invariant', 'info', 'warn', 'error', 'debug', 'describe']);

/** A node of the syntax tree, as far as it is looked at here. */
type Node = { type: string; [field: string]: unknown };

/** What is given as one: `fail('…')`, `drop(plan, '…')`, `{ reason: '…' }`. */
const GIVES_REASONS = new Set(['fail', 'drop']);

type Found = { text: string; isReason: boolean };
export type ServerText = {
  text: string;
  file: string;
  isSentence: boolean;
  /** Part of a sentence that the console makes: why a sentence of the model, or a row of data, was dropped. */
  isReason: boolean;
};

/** Every text in the server's sources, with `{}` where something is filled in. */
export function serverTexts(): ServerText[] {
  return globSync('**/*.ts', { cwd: SERVER })
    .toSorted()
    .flatMap((file) => {
      const texts: Found[] = [];
      collect(parseAst(readFileSync(join(SERVER, file), 'utf8'), { lang: 'ts' }) as unknown as Node, texts);
      return texts.map(({ text, isReason }) => ({ text, file, isReason, isSentence: isSentence(text) }));
    });
}

function isSentence(text: string): boolean {
  return (text.match(WORD) ?? []).length >= WORDS_OF_A_SENTENCE && SENTENCE.test(text);
}

function collect(node: Node, texts: Found[], isReason = false): void {
  if (node.type === 'ImportDeclaration' || node.type === 'TaggedTemplateExpression') return;
  if (node.type === 'CallExpression' && NOT_FOR_PEOPLE.has(nameOf(node['callee'] as Node))) return;
  const text = textOf(node);
  if (text !== undefined) texts.push({ text, isReason: isReason && text.includes(' ') });
  const gives =
    (node.type === 'CallExpression' && GIVES_REASONS.has(nameOf(node['callee'] as Node))) ||
    (isReason && node.type === 'ConditionalExpression') ||
    (node.type === 'Property' && (node['key'] as { name?: string }).name === 'reason');
  const isJoined = node.type === 'BinaryExpression' && text !== undefined;
  for (const child of Object.values(node).flat()) {
    if (isNode(child) && !(isJoined && textOf(child) !== undefined)) collect(child, texts, gives);
  }
}

function nameOf(callee: Node): string {
  const named = (callee.type === 'MemberExpression' ? callee['property'] : callee) as { name?: string };
  return named.name ?? '';
}

function textOf(node: Node): string | undefined {
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : undefined;
  if (node.type === 'TemplateLiteral') {
    const parts = node['quasis'] as { value: { cooked: string } }[];
    return parts.map(({ value }) => value.cooked).join('{}');
  }
  if (node.type !== 'BinaryExpression' || node['operator'] !== '+') return undefined;
  const left = textOf(node['left'] as Node);
  const right = textOf(node['right'] as Node);
  return left === undefined && right === undefined ? undefined : `${left ?? '{}'}${right ?? '{}'}`;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

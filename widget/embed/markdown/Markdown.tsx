import { fromMarkdown } from 'mdast-util-from-markdown';
import { Fragment, type ReactNode, useEffect, useState } from 'react';
import type { TABLES } from './tables.ts';

type Root = ReturnType<typeof fromMarkdown>;
type Nodes = Root | Root['children'][number];
type Parents = Extract<Nodes, { children: unknown }>;

const SAFE_URL = /^(https?:|mailto:|tel:)/i;
/** A bare address in a sentence, without the mark that ends the sentence. */
const BARE_URL = /(https?:\/\/[^\s<>]*[^\s<>.,:;!?"'’)\]])/;

type Props = {
  text: string;
  /** Turns the citations in plain text into what can be pressed. */
  inText(text: string): ReactNode;
};

/**
 * Markdown as elements, never as HTML: what is not listed here is shown as text, so nothing a reply says can become markup,
 * a script or a request. Images show their description, addresses other than http, mail and telephone are dropped.
 */
export function Markdown({ text, inText }: Props) {
  const tree = fromMarkdown(text, useTables(text.includes('|')));
  return <>{childrenOf(tree, (plain) => withAddresses(plain, inText))}</>;
}

let tables: typeof TABLES | undefined;

/** What reads tables comes with the first reply that may hold one; where it cannot be loaded, their lines stay as they stand. */
function useTables(wanted: boolean): typeof TABLES | undefined {
  const [, setLoaded] = useState(false);
  useEffect(() => {
    if (!wanted) return;
    import('./tables.ts').then(
      (module) => {
        tables = module.TABLES;
        setLoaded(true);
      },
      () => undefined,
    );
  }, [wanted]);
  return tables;
}

function childrenOf(node: Parents, inText: Props['inText']): ReactNode[] {
  return node.children.map((child, index) => (
    <Fragment key={child.position?.start.offset ?? index}>{elementOf(child, inText)}</Fragment>
  ));
}

function elementOf(node: Nodes, inText: Props['inText']): ReactNode {
  const inside = () => childrenOf(node as Parents, inText);
  switch (node.type) {
    case 'text':
      return inText(node.value);
    case 'html':
      return node.value;
    case 'paragraph':
      return <p>{inside()}</p>;
    case 'heading':
      return (
        <p>
          <strong>{inside()}</strong>
        </p>
      );
    case 'emphasis':
      return <em>{inside()}</em>;
    case 'strong':
      return <strong>{inside()}</strong>;
    case 'inlineCode':
      return <code>{node.value}</code>;
    case 'code':
      return (
        <pre>
          <code>{node.value}</code>
        </pre>
      );
    case 'blockquote':
      return <blockquote>{inside()}</blockquote>;
    case 'list':
      return node.ordered ? <ol start={node.start ?? 1}>{inside()}</ol> : <ul>{inside()}</ul>;
    case 'listItem':
      return <li>{inside()}</li>;
    case 'link':
      return SAFE_URL.test(node.url) ? <Address url={node.url}>{plainChildren(node)}</Address> : inside();
    case 'image':
    case 'imageReference':
      return node.alt;
    case 'break':
      return <br />;
    case 'thematicBreak':
      return <hr />;
    case 'table': {
      const [head, ...rows] = node.children;
      return (
        <table>
          <thead>{head && <tr>{cells(head.children, 'th', inText)}</tr>}</thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.position?.start.offset}>{cells(row.children, 'td', inText)}</tr>
            ))}
          </tbody>
        </table>
      );
    }
    default:
      return 'children' in node ? inside() : null;
  }
}

function cells(all: readonly Parents[], Cell: 'td' | 'th', inText: Props['inText']): ReactNode[] {
  return all.map((cell) => <Cell key={cell.position?.start.offset}>{childrenOf(cell, inText)}</Cell>);
}

function Address({ url, children }: { url: string; children: ReactNode }) {
  return (
    <a href={url} target="_blank" rel="noopener nofollow noreferrer">
      {children}
    </a>
  );
}

/** Inside a link nothing else can be pressed. */
function plainChildren(node: Parents): ReactNode[] {
  return childrenOf(node, (text) => text);
}

function withAddresses(text: string, inText: Props['inText']): ReactNode {
  const pieces = text.split(BARE_URL);
  if (pieces.length === 1) return inText(text);
  return pieces.map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text, in its order.
    <Fragment key={index}>
      {index % 2 === 1 ? <Address url={piece}>{piece}</Address> : inText(piece)}
    </Fragment>
  ));
}

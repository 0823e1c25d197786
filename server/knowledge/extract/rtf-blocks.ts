import type { Block } from './blocks.ts';
import { tableBlocks } from './grid-blocks.ts';
import { tidy } from './html-text.ts';

/** Puts paragraphs, list items and rows together as their ends are met. */
export class RtfBlocks {
  readonly #blocks: Block[] = [];
  readonly #levels = new Map<number, number>();
  #text = '';
  #mark = '';
  #style = 0;
  #outline: number | undefined;
  #isInTable = false;
  #cells: string[] = [];
  #rows: string[][] = [];
  #items: string[] = [];

  nameStyle(style: number, name: string): void {
    const level = /^heading ([1-6])$/i.exec(name.trim())?.[1];
    if (level !== undefined) this.#levels.set(style, Number(level));
    else if (/^title$/i.test(name.trim())) this.#levels.set(style, 1);
  }

  write(text: string): void {
    this.#text += text;
  }

  /** The number or bullet of a list's item. */
  mark(text: string): void {
    this.#mark += text;
  }

  property(word: string, value: number): void {
    switch (word) {
      case 'pard':
        this.#style = 0;
        this.#outline = undefined;
        this.#isInTable = false;
        return;
      case 's':
        this.#style = value;
        return;
      case 'outlinelevel':
        this.#outline = value;
        return;
      case 'intbl':
        this.#isInTable = true;
        return;
      case 'cell':
        this.#cells.push(this.#take().replace(/\s+/g, ' '));
        return;
      case 'row':
        this.#rows.push(this.#cells);
        this.#cells = [];
        return;
      case 'par':
      case 'sect':
      case 'page':
        this.#endParagraph();
        return;
      default:
    }
  }

  end(): Block[] {
    this.#isInTable = false;
    if (this.#cells.length > 0) this.#rows.push(this.#cells);
    this.#endParagraph();
    this.#endList();
    this.#endTable();
    return this.#blocks;
  }

  #take(): string {
    const text = tidy(this.#text);
    this.#text = '';
    return text;
  }

  #endParagraph(): void {
    if (this.#isInTable) {
      this.#text += '\n';
      return;
    }
    const mark = tidy(this.#mark);
    this.#mark = '';
    const text = this.#take();
    if (text === '') return;
    this.#endTable();
    if (mark !== '') {
      const isNumber = /^\(?[\p{L}\d]{1,4}[.)]/u.test(mark);
      this.#items.push(`${isNumber ? mark : '-'} ${text.replaceAll('\n', ' ')}`);
      return;
    }
    this.#endList();
    const level = this.#levelOf();
    if (level === undefined) this.#blocks.push({ kind: 'paragraph', text });
    else this.#blocks.push({ kind: 'heading', level, text: text.replaceAll('\n', ' ') });
  }

  #levelOf(): number | undefined {
    if (this.#outline !== undefined && this.#outline >= 0 && this.#outline < 6) return this.#outline + 1;
    return this.#levels.get(this.#style);
  }

  #endList(): void {
    if (this.#items.length > 0) this.#blocks.push({ kind: 'list', text: this.#items.join('\n') });
    this.#items = [];
  }

  #endTable(): void {
    if (this.#rows.length === 0) return;
    this.#endList();
    const rows = this.#rows;
    this.#rows = [];
    for (const block of tableBlocks(rows).blocks) this.#blocks.push(block);
  }
}

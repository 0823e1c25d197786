import { AppError } from '../../base/index.ts';
import type { Block, ExtractedDocument } from './blocks.ts';
import { EXTRACT_LIMITS } from './limits.ts';
import { RtfBlocks } from './rtf-blocks.ts';
import { type RtfToken, rtfTokens } from './rtf-tokens.ts';
import { encodingOfCharset, encodingOfPage, RTF_CHARACTERS, RTF_SKIPPED } from './rtf-words.ts';

/**
 * A rich text file: headings by style or outline level, lists, tables. Pictures, embedded files and fields' instructions are
 * left out; nothing in it is run.
 * @throws AppError `unreadable_document`
 */
export function readRtf(bytes: Uint8Array): ExtractedDocument {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const reader = new RtfReader();
  for (const token of rtfTokens(source)) reader.take(token);
  const blocks = reader.end();
  const first = blocks.find((block) => block.kind === 'heading');
  const heading = first?.kind === 'heading' && first.level === 1 ? first.text : '';
  return { title: reader.title.trim() || heading, blocks, warnings: [] };
}

type Target = 'text' | 'skip' | 'fonts' | 'styles' | 'info' | 'title' | 'mark';
type Group = { target: Target; font: number; skipAfterUnicode: number; isNew: boolean };

class RtfReader {
  title = '';
  readonly #blocks = new RtfBlocks();
  readonly #stack: Group[] = [];
  #group: Group = { target: 'text', font: 0, skipAfterUnicode: 1, isNew: false };
  #page = 'windows-1252';
  #defaultFont = 0;
  readonly #encodings = new Map<number, string>();
  #bytes: number[] = [];
  /** Stand-ins still to pass over, for readers that know no Unicode. */
  #standIns = 0;
  #styleNumber = 0;
  #styleName = '';

  take(token: RtfToken): void {
    if (token.kind === 'hex') {
      if (this.#standIns > 0) this.#standIns -= 1;
      else this.#bytes.push(token.byte);
      return;
    }
    this.#flushBytes();
    if (token.kind === 'open') this.#open();
    else if (token.kind === 'close') this.#close();
    else if (token.kind === 'word') this.#word(token.word, token.value);
    else this.#text(token.text);
  }

  end(): Block[] {
    this.#flushBytes();
    return this.#blocks.end();
  }

  #open(): void {
    if (this.#stack.length >= EXTRACT_LIMITS.maxRtfDepth) {
      throw new AppError('unreadable_document', 'The file is damaged: its groups never end.');
    }
    this.#stack.push(this.#group);
    this.#group = { ...this.#group, isNew: true };
    this.#standIns = 0;
  }

  #close(): void {
    const outer = this.#stack.pop();
    if (outer === undefined) return;
    if (this.#group.target === 'styles') this.#endStyle();
    this.#group = outer;
    this.#standIns = 0;
  }

  /** Styles stand in groups of their own: `{\s1 … heading 1;}`. */
  #endStyle(): void {
    if (this.#styleName !== '') this.#blocks.nameStyle(this.#styleNumber, this.#styleName.replace(/;$/, ''));
    this.#styleNumber = 0;
    this.#styleName = '';
  }

  #word(word: string, value: number | undefined): void {
    const isFirst = this.#group.isNew;
    this.#group.isNew = false;
    if (isFirst && this.#enter(word)) return;
    if (word === 'u' && value !== undefined) {
      this.#write(String.fromCharCode(value < 0 ? value + 65_536 : value));
      this.#standIns = this.#group.skipAfterUnicode;
      return;
    }
    const character = RTF_CHARACTERS[word];
    if (character !== undefined) this.#write(character);
    else this.#property(word, value ?? 0);
  }

  /** What a group is for is said by its first word. */
  #enter(word: string): boolean {
    const { target } = this.#group;
    if (target === 'skip' && word !== 'shptxt') return true;
    if (word === '*') this.#group.target = 'skip';
    else if (word === 'fonttbl') this.#group.target = 'fonts';
    else if (word === 'stylesheet') this.#group.target = 'styles';
    else if (word === 'info') this.#group.target = 'info';
    else if (word === 'title' && target === 'info') this.#group.target = 'title';
    else if (word === 'listtext' || word === 'pntext') this.#group.target = 'mark';
    else if (word === 'shptxt') this.#group.target = 'text';
    else if (RTF_SKIPPED.has(word)) this.#group.target = 'skip';
    else return false;
    return true;
  }

  #property(word: string, value: number): void {
    const { target } = this.#group;
    if (word === 'f') this.#group.font = value;
    else if (word === 'uc') this.#group.skipAfterUnicode = Math.max(0, value);
    else if (word === 'ansicpg') this.#page = encodingOfPage(value);
    else if (word === 'mac') this.#page = 'macintosh';
    else if (word === 'deff') this.#defaultFont = value;
    else if (word === 'plain') this.#group.font = this.#defaultFont;
    else if (word === 'fcharset') this.#nameFont(value);
    else if (word === 's' && target === 'styles') this.#styleNumber = value;
    else if (target === 'text') this.#blocks.property(word, value);
  }

  #nameFont(charset: number): void {
    const encoding = encodingOfCharset(charset);
    if (encoding !== undefined) this.#encodings.set(this.#group.font, encoding);
  }

  #text(text: string): void {
    this.#group.isNew = false;
    const passed = Math.min(this.#standIns, text.length);
    this.#standIns -= passed;
    this.#write(text.slice(passed));
  }

  #flushBytes(): void {
    if (this.#bytes.length === 0) return;
    const encoding = this.#encodings.get(this.#group.font) ?? this.#page;
    const text = new TextDecoder(encoding).decode(Uint8Array.from(this.#bytes));
    this.#bytes = [];
    this.#write(text);
  }

  #write(text: string): void {
    switch (this.#group.target) {
      case 'text':
        this.#blocks.write(text);
        return;
      case 'mark':
        this.#blocks.mark(text);
        return;
      case 'title':
        this.title += text;
        return;
      case 'styles':
        this.#styleName += text;
        return;
      default:
    }
  }
}

import type { Source } from '../contract/index.ts';
import type { SearchHit } from '../knowledge/index.ts';
import type { NamePage } from './name-page.ts';
import type { AnswerEvent } from './types.ts';

/** What the visitor has been shown so far: text that is never taken back, and the passages it cites. */
export type Reply = {
  text(): string;
  cited(): ReadonlySet<string>;
  /** Events that show a sentence with its citation; the marker `[n]` stands where the source changes. */
  say(sentence: string, passage: SearchHit, separator?: string): AnswerEvent[];
};

/** A reply that nothing has been said in yet; `namePage` adds which page a sentence is from. */
export function createReply(namePage: NamePage): Reply {
  let text = '';
  let lastNumber = 0;
  const sources: Source[] = [];
  return {
    text: () => text,
    cited: () => new Set(sources.map((source) => source.passageId)),
    say(sentence, passage, separator = ' ') {
      const events: AnswerEvent[] = [];
      let source = sources.find((item) => item.passageId === passage.passageId);
      if (source === undefined) {
        source = toSource(passage, sources.length + 1);
        sources.push(source);
        events.push({ type: 'sources', sources: [...sources] });
      }
      const marker = source.number === lastNumber ? '' : ` [${source.number}]`;
      lastNumber = source.number;
      const delta = `${text === '' ? '' : separator}${namePage(sentence, passage)}${marker}`;
      text += delta;
      events.push({ type: 'text', delta });
      return events;
    },
  };
}

/** The text without its `[n]` markers, as metrics and later turns read it. */
export function withoutCitations(text: string): string {
  return text.replace(/\s?\[\d{1,2}\]/g, '');
}

function toSource(passage: SearchHit, number: number): Source {
  const { passageId, documentId, titlePath, text, url } = passage;
  return { passageId, documentId, titlePath, text, number, ...(url === undefined ? {} : { url }) };
}

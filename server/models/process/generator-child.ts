import { join } from 'node:path';
import { AppError, serveChild } from '../../base/index.ts';
import type { ChatMessage } from '../types.ts';
import { loadChatTokenizer } from './chat-tokenizer.ts';
import { decodeStateBytes, openDecoder } from './decoder.ts';
import { generateText } from './generate-text.ts';
import type { GeneratorCalls, GeneratorSetup } from './generator-calls.ts';
import { createPrefixCache } from './prefix-cache.ts';

/** No tokenizer packs more characters than this into a token on average: longer input is refused before it costs time. */
const MAX_CHARACTERS_PER_TOKEN = 12;

serveChild<GeneratorSetup, GeneratorCalls>(async (setup) => {
  const tokenizer = await loadChatTokenizer(setup.folder);
  const decoder = await openDecoder(join(setup.folder, setup.graph), setup.shape, setup.threads);
  const prefixCache = createPrefixCache(setup.prefixCacheBytes, decodeStateBytes);
  const deps = { tokenizer, decoder, prefixCache, ...setup };

  function checkLength(messages: readonly ChatMessage[]): void {
    const characters = messages.reduce((sum, { content }) => sum + content.length, 0);
    const limit = setup.contextTokens * MAX_CHARACTERS_PER_TOKEN;
    if (characters <= limit) return;
    throw new AppError(
      'too_large',
      `The prompt has ${characters} characters; at most ${limit} can be read. Shorten it.`,
    );
  }

  return {
    async generate(input, context) {
      checkLength(input.messages);
      return generateText(deps, input, context);
    },
    async countTokens(messages) {
      checkLength(messages);
      return tokenizer.encodeChat(messages).ids.length;
    },
  };
});

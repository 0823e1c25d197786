import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AutoTokenizer, env } from '@huggingface/transformers';
import { z } from 'zod';
import { AppError, invariant } from '../../base/index.ts';
import type { ChatMessage } from '../types.ts';
import { type ControlTokens, controlTokens, defuse } from './control-tokens.ts';

export type EncodedChat = {
  /** The prompt, ready for the assistant to speak. */
  ids: number[];
  /** How many leading ids are the system message and nothing else; 0 where there is none. */
  systemTokens: number;
};

export type ChatTokenizer = {
  /** The model's own chat template, exactly; what people wrote can never become a control token. */
  encodeChat(messages: readonly ChatMessage[]): EncodedChat;
  /** Text of generated ids; an unfinished character at the end shows as U+FFFD. */
  decode(ids: readonly number[]): string;
  isControl(id: number): boolean;
};

/** One that can also say what is to be learned of an answer. */
export type TeachingTokenizer = ChatTokenizer & {
  /**
   * A conversation whose last message is the assistant's: the ids that `encodeChat` gives for all before it, and the
   * ids that the template and the model would then go on with, whatever the template puts after the answer included.
   */
  encodeAnswered(messages: readonly ChatMessage[]): { prompt: number[]; answer: number[] };
};

const addedTokensSchema = z.object({
  added_tokens: z.array(z.object({ id: z.number().int(), content: z.string(), special: z.boolean() })),
});

/** `enable_thinking` is a variable of Qwen3's template: small models answer at once. Others do not know it. */
const TEMPLATE_OPTIONS = {
  tokenize: true,
  return_tensor: false,
  return_dict: false,
  enable_thinking: false,
} as const;

const idsSchema = z.array(z.number().int());

/** Loads the tokenizer of a converted folder. @throws AppError `model_file_invalid` */
export async function loadChatTokenizer(folder: string): Promise<TeachingTokenizer> {
  env.allowRemoteModels = false;
  const tokenizer = await AutoTokenizer.from_pretrained(folder, { local_files_only: true });
  if (!tokenizer.chat_template) {
    throw new AppError(
      'model_file_invalid',
      `The tokenizer in ${folder} has no chat template: it cannot converse.`,
    );
  }
  const control = await readControlTokens(join(folder, 'tokenizer.json'));

  function render(messages: readonly ChatMessage[], speak: boolean): number[] {
    const safe = messages.map(({ role, content }) => ({ role, content: defuse(content, control) }));
    return idsSchema.parse(
      tokenizer.apply_chat_template(safe, { ...TEMPLATE_OPTIONS, add_generation_prompt: speak }),
    );
  }

  function renderSafely(messages: readonly ChatMessage[], speak: boolean): number[] {
    const ids = render(messages, speak);
    const empty = messages.map(({ role }) => ({ role, content: '' }));
    invariant(
      countControl(ids, control) === countControl(render(empty, speak), control),
      'A message smuggled a control token into the prompt.',
    );
    return ids;
  }

  return {
    encodeChat(messages) {
      const ids = renderSafely(messages, true);
      const system = messages.slice(0, 1).filter(({ role }) => role === 'system');
      return { ids, systemTokens: system.length === 0 ? 0 : sharedPrefix(render(system, false), ids) };
    },
    encodeAnswered(messages) {
      const prompt = renderSafely(messages.slice(0, -1), true);
      const whole = renderSafely(messages, false);
      invariant(
        prompt.every((id, at) => whole[at] === id),
        'An answer goes on where its prompt ended.',
      );
      return { prompt, answer: whole.slice(prompt.length) };
    },
    decode: (ids) =>
      tokenizer.decode([...ids], { skip_special_tokens: true, clean_up_tokenization_spaces: false }),
    isControl: (id) => control.ids.has(id),
  };
}

async function readControlTokens(path: string): Promise<ControlTokens> {
  const parsed = addedTokensSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (parsed.success) return controlTokens(parsed.data.added_tokens);
  throw new AppError(
    'model_file_invalid',
    `The tokenizer ${path} lists no added tokens; pull the model again.`,
    {
      cause: parsed.error,
    },
  );
}

function countControl(ids: readonly number[], control: ControlTokens): number {
  return ids.filter((id) => control.ids.has(id)).length;
}

/** All of `prefix`, or nothing where `ids` does not begin with it token by token. */
function sharedPrefix(prefix: readonly number[], ids: readonly number[]): number {
  return prefix.length < ids.length && prefix.every((id, at) => ids[at] === id) ? prefix.length : 0;
}

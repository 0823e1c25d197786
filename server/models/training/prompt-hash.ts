import type { ModelFolder } from '../folder/model-folder.ts';
import { loadChatTokenizer } from '../process/chat-tokenizer.ts';
import { idsSha256 } from '../process/prefix-cache.ts';
import type { ChatMessage } from '../types.ts';

/** The hash that serving would note for a prompt (`promptSha256` of `GenerateEvent`). */
export type PromptHash = (messages: readonly ChatMessage[]) => string;

/** Of a model and all that are taught from it, which share its tokenizer. @throws AppError `model_file_invalid` */
export async function loadPromptHash({ path }: Pick<ModelFolder, 'path'>): Promise<PromptHash> {
  const tokenizer = await loadChatTokenizer(path);
  return (messages) => idsSha256(tokenizer.encodeChat(messages).ids);
}

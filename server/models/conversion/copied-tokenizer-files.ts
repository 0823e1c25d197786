import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../configuration/read-json.ts';
import { invalidFile } from '../weights/byte-source.ts';

/** Chat templates are some kilobytes; the longest known have 30. */
const MAX_TEMPLATE_BYTES = 1024 * 1024;

const tokenizerConfigSchema = z.looseObject({ chat_template: z.unknown().optional() });

/**
 * The tokenizer of a Hugging Face folder, as it is; a chat template that stands in a file of its own is put where
 * transformers.js looks for it.
 * @throws AppError `model_file_invalid`
 */
export function copiedTokenizerFiles(folder: string): Record<string, unknown> {
  const configPath = join(folder, 'tokenizer_config.json');
  const parsed = tokenizerConfigSchema.safeParse(readJson(configPath));
  if (!parsed.success) throw invalidFile(configPath, 'it is not a JSON object', parsed.error);
  const template = parsed.data.chat_template ?? readTemplate(join(folder, 'chat_template.jinja'));
  const mapPath = join(folder, 'special_tokens_map.json');
  return {
    'tokenizer.json': readJson(join(folder, 'tokenizer.json')),
    'tokenizer_config.json':
      template === undefined ? parsed.data : { ...parsed.data, chat_template: template },
    ...(existsSync(mapPath) ? { 'special_tokens_map.json': readJson(mapPath) } : {}),
  };
}

function readTemplate(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  if (statSync(path).size > MAX_TEMPLATE_BYTES)
    throw invalidFile(path, `it is longer than ${MAX_TEMPLATE_BYTES} bytes`);
  return readFileSync(path, 'utf8');
}

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AutoTokenizer } from '@huggingface/transformers';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../../server/base/index.ts';
import { type CatalogueEntry, getCatalogueEntry, pullModel } from '../../../server/models/index.ts';
import { tokenizerFilesFromGguf } from '../../../server/models/tokenizer/tokenizer-files.ts';
import { startHubServer } from '../../support/hub-server.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const MODEL = join(FIXTURES, 'tiny-models/qwen2-untied');
const TEMPLATE = "{% for message in messages %}<{{ message['content'] }}>{% endfor %}";
const TINY: CatalogueEntry = {
  ...getCatalogueEntry('qwen2.5-0.5b-instruct'),
  id: 'tiny-qwen2',
  contextTokens: 32,
  sources: [
    { kind: 'folder' },
    { ...hubSource('qwen2.5-0.5b-instruct'), repository: 'owner/tiny', revision: 'main' },
  ],
};

function hubSource(id: string): Extract<CatalogueEntry['sources'][number], { kind: 'hub' }> {
  const source = getCatalogueEntry(id).sources.find((candidate) => candidate.kind === 'hub');
  if (!source) throw new Error(`${id} has no hub source`);
  return source;
}

function tokenizerFiles(): Record<string, unknown> {
  const { tokens, types, merges } = JSON.parse(readFileSync(join(FIXTURES, 'tokenizer-qwen2.json'), 'utf8'));
  const metadata = new Map([
    ['tokenizer.ggml.model', 'gpt2'],
    ['tokenizer.ggml.pre', 'qwen2'],
    ['tokenizer.ggml.tokens', tokens],
    ['tokenizer.ggml.token_type', types],
    ['tokenizer.ggml.merges', merges],
    ['tokenizer.chat_template', ''],
  ]);
  const files = tokenizerFilesFromGguf('fixture', metadata, 32);
  const { chat_template: _, ...config } = files['tokenizer_config.json'] as Record<string, unknown>;
  return { 'tokenizer.json': files['tokenizer.json'], 'tokenizer_config.json': config };
}

test('a repository of safetensors becomes a model that is ready to serve, its template file included', async () => {
  const cacheDir = mkdtempSync(join(tmpdir(), 'foyer-hub-pull-'));
  onTestFinished(() => rmSync(cacheDir, { recursive: true }));
  await using hub = await startHubServer();
  const put = (name: string, content: Buffer | string): void => {
    hub.files.set(`/owner/tiny/resolve/main/${name}`, { content: Buffer.from(content) });
  };
  for (const name of readdirSync(MODEL)) put(name, readFileSync(join(MODEL, name)));
  for (const [name, content] of Object.entries(tokenizerFiles())) put(name, JSON.stringify(content));
  put('generation_config.json', JSON.stringify({ eos_token_id: [7, 5] }));
  put('chat_template.jinja', TEMPLATE);

  const deps = {
    cacheDir,
    log: createLog({ level: 'error' }),
    catalogue: [TINY],
    sources: { hubUrl: hub.url, python: null },
  };
  const model = await pullModel(deps, { id: 'tiny-qwen2', precision: 'fp32' });

  expect(model.manifest).toMatchObject({ architecture: 'qwen2', contextTokens: 32, source: { kind: 'hub' } });
  expect(model.manifest.eosTokenIds).toEqual(expect.arrayContaining([7, 5]));
  const tokenizer = await AutoTokenizer.from_pretrained(model.path, { local_files_only: true });
  const messages = [{ role: 'user', content: 'hi' }];
  expect(tokenizer.apply_chat_template(messages, { tokenize: false })).toBe('<hi>');
});

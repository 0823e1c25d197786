/** What each frequency of the rotary embedding is divided by, where a model rescales some more than others. */
export const ROTARY_DIVISORS = 'rope_freqs.weight';

/** GGUF's names of whole-model tensors, under Hugging Face's. */
const MODEL_TENSORS: Record<string, string> = {
  token_embd: 'model.embed_tokens',
  output_norm: 'model.norm',
  output: 'lm_head',
};

/** GGUF's names inside `blk.N.`, under Hugging Face's inside `model.layers.N.`. */
const LAYER_TENSORS: Record<string, string> = {
  attn_norm: 'input_layernorm',
  attn_q: 'self_attn.q_proj',
  attn_k: 'self_attn.k_proj',
  attn_v: 'self_attn.v_proj',
  attn_output: 'self_attn.o_proj',
  attn_q_norm: 'self_attn.q_norm',
  attn_k_norm: 'self_attn.k_norm',
  ffn_norm: 'post_attention_layernorm',
  ffn_gate: 'mlp.gate_proj',
  ffn_up: 'mlp.up_proj',
  ffn_down: 'mlp.down_proj',
};

/** The Hugging Face name of a GGUF tensor, or undefined where the architectures known here have no such tensor. */
export function huggingFaceName(ggufName: string): string | undefined {
  const layer = /^blk\.(\d+)\.(\w+)\.(weight|bias)$/.exec(ggufName);
  if (layer) {
    const [, index = '', tensor = '', part = ''] = layer;
    const name = LAYER_TENSORS[tensor];
    return name && `model.layers.${index}.${name}.${part}`;
  }
  const [, tensor = '', part = ''] = /^(\w+)\.(weight|bias)$/.exec(ggufName) ?? [];
  const name = MODEL_TENSORS[tensor];
  return name && `${name}.${part}`;
}

const GGUF_MODEL_NAMES = inverse(MODEL_TENSORS);
const GGUF_LAYER_NAMES = inverse(LAYER_TENSORS);

/** The GGUF name of a Hugging Face tensor, or undefined where the format has none for it. */
export function ggufName(huggingFace: string): string | undefined {
  const layer = /^model\.layers\.(\d+)\.(.+)\.(weight|bias)$/.exec(huggingFace);
  if (layer) {
    const [, index = '', module = '', part = ''] = layer;
    const name = GGUF_LAYER_NAMES.get(module);
    return name && `blk.${index}.${name}.${part}`;
  }
  const [, module = '', part = ''] = /^(.+)\.(weight|bias)$/.exec(huggingFace) ?? [];
  const name = GGUF_MODEL_NAMES.get(module);
  return name && `${name}.${part}`;
}

function inverse(names: Record<string, string>): ReadonlyMap<string, string> {
  return new Map(Object.entries(names).map(([gguf, huggingFace]) => [huggingFace, gguf]));
}

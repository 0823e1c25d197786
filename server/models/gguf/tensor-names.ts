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

import type { DecoderConfig, EncoderConfig, RopeScaling } from '../../graph/index.ts';

const DECODER_CLASSES: Record<DecoderConfig['architecture'], string> = {
  llama: 'LlamaForCausalLM',
  qwen2: 'Qwen2ForCausalLM',
  qwen3: 'Qwen3ForCausalLM',
};

/** `config.json` and `generation_config.json` as Hugging Face's libraries read them. */
export function decoderConfigFiles(config: DecoderConfig, contextTokens: number): Record<string, unknown> {
  const eos = { eos_token_id: [...config.endTokenIds], pad_token_id: config.endTokenIds[0] };
  return {
    'config.json': {
      architectures: [DECODER_CLASSES[config.architecture]],
      model_type: config.architecture,
      vocab_size: config.vocabularySize,
      hidden_size: config.hiddenSize,
      intermediate_size: config.intermediateSize,
      num_hidden_layers: config.layers,
      num_attention_heads: config.heads,
      num_key_value_heads: config.keyValueHeads,
      head_dim: config.headSize,
      hidden_act: 'silu',
      rms_norm_eps: config.normEpsilon,
      rope_theta: config.ropeTheta,
      rope_scaling: ropeScaling(config.ropeScaling),
      max_position_embeddings: contextTokens,
      tie_word_embeddings: config.tiedEmbeddings,
      ...eos,
    },
    'generation_config.json': { do_sample: false, ...eos },
  };
}

export function encoderConfigFiles(config: EncoderConfig): Record<string, unknown> {
  return {
    'config.json': {
      architectures: ['BertModel'],
      model_type: 'bert',
      vocab_size: config.vocabularySize,
      type_vocab_size: config.tokenTypes,
      hidden_size: config.hiddenSize,
      intermediate_size: config.intermediateSize,
      num_hidden_layers: config.layers,
      num_attention_heads: config.heads,
      hidden_act: 'gelu',
      layer_norm_eps: config.normEpsilon,
      max_position_embeddings: config.maxPositions,
      position_embedding_type: 'absolute',
    },
  };
}

function ropeScaling(scaling: RopeScaling): unknown {
  switch (scaling.kind) {
    case 'none':
      return null;
    case 'linear':
      return { rope_type: 'linear', factor: scaling.factor };
    case 'llama3':
      return {
        rope_type: 'llama3',
        factor: scaling.factor,
        low_freq_factor: scaling.lowFrequencyFactor,
        high_freq_factor: scaling.highFrequencyFactor,
        original_max_position_embeddings: scaling.originalMaxPositions,
      };
  }
}

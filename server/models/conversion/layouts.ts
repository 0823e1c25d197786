import {
  type BuiltModel,
  buildCrossEncoderModel,
  buildEncoderModel,
  buildServingModel,
  buildTransformersJsModel,
  type Precision,
} from '../../graph/index.ts';
import type { OpenedOrigin } from './open-origin.ts';

/** `serving`: what Foyer runs. `transformers-js`: what transformers.js loads as it is. For an encoder they are one. */
export type Layout = 'serving' | 'transformers-js';

/** File names as transformers.js derives them from its `dtype`. */
const TRANSFORMERS_JS_NAMES: Record<Precision, string> = {
  q8: 'model_quantized.onnx',
  q4: 'model_q4.onnx',
  fp32: 'model.onnx',
};

const SERVING_NAME = 'serve.onnx';

/** The name of the graph inside `onnx/`; its tensors stand beside it, with `_data` after the name. */
export function graphName(kind: OpenedOrigin['kind'], layout: Layout, precision: Precision): string {
  return kind === 'generator' && layout === 'serving' ? SERVING_NAME : TRANSFORMERS_JS_NAMES[precision];
}

export function buildGraph(origin: OpenedOrigin, layout: Layout, precision: Precision): BuiltModel {
  const options = { precision, dataName: `${graphName(origin.kind, layout, precision)}_data` };
  if (origin.kind === 'generator') {
    const build = layout === 'serving' ? buildServingModel : buildTransformersJsModel;
    return build(origin.config, origin.weights, options);
  }
  const build = origin.kind === 'embedder' ? buildEncoderModel : buildCrossEncoderModel;
  return build(origin.config, origin.weights, options);
}

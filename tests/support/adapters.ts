import {
  ADAPTED_MODULES,
  adapterTensors,
  type DecoderConfig,
  type LoraOptions,
} from '../../server/graph/index.ts';
import { type Adapter, encodeSafetensors } from '../../server/models/index.ts';

/** The adapter that `start` in fixtures/make-peft-golden.py makes, as a file of ours; B is small, not zero. */
export function formulaAdapter(
  config: DecoderConfig,
  { rank, alpha = 2 * rank, modules = ADAPTED_MODULES }: Partial<LoraOptions> & { rank: number },
): Adapter {
  const tensors = adapterTensors(config, { rank, alpha, modules });
  const numbered = new Map(tensors.map((tensor, index) => [tensor.name, { ...tensor, index }]));
  const { chunks } = encodeSafetensors({
    names: () => [...numbered.keys()],
    shape: (name) => numbered.get(name)?.shape ?? [],
    read(name) {
      const { shape = [0, 0] as const, half = 'A', index = 0 } = numbered.get(name) ?? {};
      const scale = half === 'A' ? 1 / Math.sqrt(shape[1]) : 0.02;
      return Float32Array.from(
        { length: shape[0] * shape[1] },
        (_, at) => scale * Math.sin((at + 1) * (index + 1) * 0.37),
      );
    },
  });
  return { bytes: Buffer.concat([...chunks]), rank, alpha };
}

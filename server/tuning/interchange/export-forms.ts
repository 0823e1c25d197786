import { AppError } from '../../base/index.ts';
import type { ExportForm } from '../../models/index.ts';

/** By what is asked for: the format and, within it, the type; the first type is the one taken without. */
export const EXPORT_FORMS = {
  onnx: {
    q8: { layout: 'transformers-js', precision: 'q8' },
    q4: { layout: 'transformers-js', precision: 'q4' },
    fp32: { layout: 'transformers-js', precision: 'fp32' },
  },
  safetensors: {
    bf16: { layout: 'safetensors', type: 'BF16' },
    fp16: { layout: 'safetensors', type: 'F16' },
    fp32: { layout: 'safetensors', type: 'F32' },
  },
  gguf: {
    q8: { layout: 'gguf', type: 'Q8_0' },
    fp16: { layout: 'gguf', type: 'F16' },
  },
} as const satisfies Record<string, Record<string, ExportForm>>;
export type ExportFormat = keyof typeof EXPORT_FORMS;

/** @throws AppError `bad_request` naming the types of the format */
export function exportFormOf(format: ExportFormat, type: string | undefined): ExportForm {
  const forms = new Map<string, ExportForm>(Object.entries(EXPORT_FORMS[format]));
  const form = type === undefined ? [...forms.values()][0] : forms.get(type);
  if (form) return form;
  throw new AppError('bad_request', `${format} can be stored as ${[...forms.keys()].join(', ')}.`);
}

import { ATTENTION } from './attention.ts';
import { CONTROL } from './control.ts';
import { ELEMENTWISE } from './elementwise.ts';
import { LINEAR } from './linear.ts';
import { MOVEMENT } from './movement.ts';
import { NORMALISATION } from './normalisation.ts';
import { REDUCTION } from './reduction.ts';
import type { AttributesOf, OpFamily, OpRule } from './rule.ts';

/** Every operator the graphs use, by its ONNX name. */
export const OPS = {
  ...ATTENTION,
  ...CONTROL,
  ...ELEMENTWISE,
  ...LINEAR,
  ...MOVEMENT,
  ...NORMALISATION,
  ...REDUCTION,
} satisfies OpFamily;

export type OpName = keyof typeof OPS;
export type OpAttributes<K extends OpName> = AttributesOf<(typeof OPS)[K]['attributes']>;

export function ruleOf(op: string): OpRule | undefined {
  const rules: OpFamily = OPS;
  return rules[op];
}

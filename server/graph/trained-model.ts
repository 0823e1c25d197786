import { assemble } from './assemble.ts';
import { differentiate, type Shortcuts } from './backward.ts';
import { createGraph, type GraphBuilder } from './builder.ts';
import type { Value } from './ir.ts';
import type { Parameter } from './lora.ts';
import type { BuiltModel } from './types.ts';

/** Of rows: the weighted sum of their losses, the loss of each target, and what is trained by it. */
export type Loss = { loss: Value; losses: Value; parameters: readonly Parameter[] };

/** Writes what a model says of its rows; where its gradient may go another way, it says so in `shortcuts`. */
export type WriteLoss = (graph: GraphBuilder, shortcuts: Shortcuts) => Loss;

/** The graph that learns: outputs `loss` and `<tensor>.gradient` for each parameter. */
export function learningModel(dataName: string, writeLoss: WriteLoss): BuiltModel {
  const graph = createGraph('training');
  const shortcuts: Shortcuts = new Map();
  const { loss, parameters } = writeLoss(graph, shortcuts);
  const seed = graph.constant('float32', [], [1]);
  const values = parameters.map(({ value }) => value);
  const forward = graph.finish();
  const gradients = differentiate(graph, forward, { result: loss, seed, parameters: values, shortcuts });
  graph.output('loss', loss);
  for (const [index, gradient] of gradients.entries()) {
    graph.output(`${parameters[index]?.tensor.name}.gradient`, gradient);
  }
  return assemble(graph.finish(), dataName);
}

/** The same loss without gradients: outputs `loss` and `target_losses`. */
export function judgingModel(dataName: string, writeLoss: WriteLoss): BuiltModel {
  const graph = createGraph('held_out');
  const { loss, losses } = writeLoss(graph, new Map());
  graph.output('loss', loss);
  graph.output('target_losses', losses);
  return assemble(graph.finish(), dataName);
}

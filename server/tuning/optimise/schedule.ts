export type ScheduleOptions = { steps: number; warmUpSteps: number; learningRate: number };

/**
 * The learning rate of a step (from 0): rises in a line over the warm-up, then falls to 0 along half a cosine.
 * As `get_cosine_schedule_with_warmup` of transformers.
 */
export function learningRateAt(step: number, { steps, warmUpSteps, learningRate }: ScheduleOptions): number {
  if (step < warmUpSteps) return (learningRate * step) / Math.max(1, warmUpSteps);
  const done = (step - warmUpSteps) / Math.max(1, steps - warmUpSteps);
  return learningRate * Math.max(0, 0.5 * (1 + Math.cos(Math.PI * done)));
}

/** Raised with every change of what the rules make of the same lessons and documents; part of a set's id. */
export const SYNTHESIS_VERSIONS = {
  questionsOfPages: 2,
  followUps: 2,
  paraphrases: 1,
  refusals: 1,
  teacherPrompts: 1,
} as const;

/** The same of what the untuned model is asked; stands only in sets that hold such rows. */
export const REPLAY_VERSION = 1;

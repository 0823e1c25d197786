import { z } from 'zod';

const MAX_OWN_QUESTIONS = 3;
const MAX_QUESTION_CHARS = 120;
const MAX_ANSWER_CHARS = 500;
const MAX_CONSENT_CHARS = 300;

const askedSchema = z.enum(['off', 'optional', 'required']);
export type Asked = z.infer<typeof askedSchema>;

/** What a bot asks visitors before the chat begins. */
export const preChatSchema = z
  .strictObject({
    name: askedSchema.default('optional'),
    email: askedSchema.default('optional'),
    /** The organisation's own questions, answered in a line each. */
    questions: z
      .array(z.strictObject({ text: z.string().min(1).max(MAX_QUESTION_CHARS), required: z.boolean() }))
      .max(MAX_OWN_QUESTIONS)
      .default([]),
    /** What a visitor has to agree to, and the page that says more. */
    consent: z
      .strictObject({
        text: z.string().min(1).max(MAX_CONSENT_CHARS),
        url: z
          .url({ protocol: /^https?$/ })
          .max(500)
          .optional(),
      })
      .optional(),
  })
  .meta({ id: 'PreChat' });
export type PreChat = z.infer<typeof preChatSchema>;

/** What a visitor wrote there. It comes with their first message, so that nothing is stored for who only looks. */
export const preChatAnswersSchema = z
  .strictObject({
    name: z.string().max(120).optional(),
    email: z.string().max(200).optional(),
    answers: z
      .array(
        z.strictObject({
          question: z.string().max(MAX_QUESTION_CHARS),
          answer: z.string().max(MAX_ANSWER_CHARS),
        }),
      )
      .max(MAX_OWN_QUESTIONS)
      .optional(),
    /** The words they agreed to. */
    consent: z.string().max(MAX_CONSENT_CHARS).optional(),
  })
  .meta({ id: 'PreChatAnswers' });
export type PreChatAnswers = z.infer<typeof preChatAnswersSchema>;

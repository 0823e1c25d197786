import { z } from 'zod';
import { parseJson } from '../base/index.ts';
import { preChatSchema } from '../contract/index.ts';
import { handoffSettingsSchema } from './handoff-settings.ts';
import { lookSettingsSchema } from './look/look-settings.ts';

/** What admins set. Plain words, no model parameters: those live in the release. */
export const botSettingsSchema = z.strictObject({
  /** Who the bot speaks for. */
  organisation: z.string().min(1).max(120),
  greeting: z.string().min(1).max(500),
  /** One or two sentences on tone; goes into the system prompt. */
  persona: z.string().max(500).default(''),
  contact: z
    .strictObject({
      email: z.string().max(200).optional(),
      phone: z.string().max(60).optional(),
      hours: z.string().max(200).optional(),
    })
    .default({}),
  /** Stands below the sentence that this is an AI assistant, which is always said. */
  disclosure: z.string().max(300).default(''),
  refusal: z.string().min(1).max(500),
  handoffMessage: z.string().min(1).max(500),
  suggestedQuestions: z.array(z.string().max(200)).max(6).default([]),
  /** Score below which the bot refuses, 0 to 1. */
  answerThreshold: z.number().min(0).max(1).default(0.5),
  /** Whether visitors are told of a reply that the bot is not sure of, and offered a person with it. */
  unsureHint: z.boolean().default(true),
  /** Origins that may embed the widget; empty means any. */
  allowedOrigins: z.array(z.string()).max(50).default([]),
  handoff: handoffSettingsSchema.prefault({}),
  look: lookSettingsSchema.prefault({}),
  /** Whether the bot's tests are asked again by themselves after a change that answers depend on. */
  retest: z.boolean().default(true),
  /** Whether Foyer's own English list says what customers' everyday words mean. */
  everydayWords: z.boolean().default(true),
  /** Days after its last message that a conversation is deleted; null keeps all. */
  keepDays: z.number().int().min(1).max(3_650).nullable().default(null),
  /** What visitors are asked before the chat. */
  preChat: preChatSchema.extend({ on: z.boolean().default(false) }).prefault({}),
});

export type BotSettings = z.infer<typeof botSettingsSchema>;
/** As it is written by a person: what has a default may be left out. */
export type BotSettingsInput = z.input<typeof botSettingsSchema>;

const everydayWordsSchema = botSettingsSchema.pick({ everydayWords: true }).strip();

/** Of settings as they are stored; true where they cannot be read, as it is without a say. */
export function usesEverydayWords(settings: string): boolean {
  return everydayWordsSchema.safeParse(parseJson(settings)).data?.everydayWords ?? true;
}

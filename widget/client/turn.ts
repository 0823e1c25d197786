import type { Conversation } from '../../server/contract/index.ts';
import { fromStored, type Message } from './message.ts';
import { ClientError } from './problem.ts';

/** Pauses before each attempt to take up a reply whose stream was lost; the server goes on writing for 5 s. */
export const RECOVER_AFTER_MS = [0, 500, 1_500, 3_000];
/** How often it is asked for a reply that another process of the server writes. */
export const ELSEWHERE_MS = 3_000;

/** `known`: questions the server had before this one. */
export type Turn = { question: string; known: number; signal: AbortSignal };

/** The connection gave out, which says nothing of whether the message arrived; `conflict` says that it did. */
export function isLost(thrown: unknown): boolean {
  return !(thrown instanceof ClientError) || /^(unreachable|conflict)$/.test(thrown.problem.code);
}

/** Whether the server has the question. Another tab may have asked one of its own meanwhile. */
export function hasArrived(turn: Turn, conversation: Conversation): boolean {
  const questions = conversation.messages.map(fromStored).filter(isQuestion);
  return questions.length > turn.known && questions.at(-1)?.text === turn.question;
}

/** The bot's to the last question. Its place is stored together with the question; one that is kept for a person has none. */
export function storedReply({ messages }: Conversation): Message | undefined {
  const last = messages.map(fromStored).findLast(({ author }) => author === undefined);
  return last && !isQuestion(last) ? last : undefined;
}

export function isQuestion(message: Message): boolean {
  return message.role === 'user';
}

export function isUnsent(message: Message | undefined): boolean {
  return message?.error?.code === 'unreachable';
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

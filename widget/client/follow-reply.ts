import type { Conversation, StreamPart, VisitorHandoff } from '../../server/contract/index.ts';
import type { ChatClient } from './client.ts';
import { applyPart, failed, fromStored, isQuestion, type Message } from './message.ts';
import { BROKEN, ClientError, type Problem, problemOf, UNREACHABLE } from './problem.ts';

/** Pauses before each attempt to take up a reply whose stream was lost; the server goes on writing for 5 s. */
const RECOVER_AFTER_MS = [0, 500, 1_500, 3_000];
/** How often it is asked for a reply that another process of the server writes. */
const ELSEWHERE_MS = 3_000;

/** `known`: questions the server had before this one. */
type Turn = { question: string; known: number; signal: AbortSignal };

type Shows = {
  /** The reply as far as it is shown. */
  reply(): Message;
  setReply(reply: Message): void;
  /** How many questions the server is known to have now. */
  onStored(questions: number): void;
  onHandoff(handoff: VisitorHandoff): void;
  pause(milliseconds: number): Promise<void>;
};

type FollowReply = (turn: Turn, parts: AsyncIterable<StreamPart>) => Promise<void>;

/**
 * Follows a reply to its end, or until the turn is aborted. A stream that is lost is taken up again; a reply that cannot be had
 * stands as failed.
 */
export function createReplyFollower(client: ChatClient, shows: Shows): FollowReply {
  const { reply, setReply, onStored, onHandoff, pause } = shows;

  async function read(turn: Turn, parts: AsyncIterable<StreamPart>): Promise<void> {
    for await (const part of parts) {
      if (turn.signal.aborted) return;
      if (part.type === 'start') onStored(turn.known + 1);
      if (part.type === 'data-handoff') onHandoff(part.data);
      setReply(applyPart(reply(), part));
    }
  }

  /** After a lost stream: follows the reply if it is being written, shows it if it is there. */
  async function recover(turn: Turn, lost: Problem): Promise<void> {
    let problem = lost;
    const pauses = [...RECOVER_AFTER_MS];
    for (const milliseconds of pauses) {
      await pause(milliseconds);
      if (turn.signal.aborted) return;
      try {
        const conversation = await client.loadConversation(turn.signal);
        if (!conversation || !hasArrived(turn, conversation)) break;
        problem = BROKEN;
        if (conversation.answering) await read(turn, client.resume(turn.signal));
        else showStored(turn, conversation);
        if (reply().status !== 'streaming') return;
        // Another process of the server writes it, and one of them puts it right when that one dies.
        if (!conversation.answering) pauses.push(ELSEWHERE_MS);
      } catch (thrown) {
        if (turn.signal.aborted) return;
        if (!isLost(thrown)) problem = problemOf(thrown);
      }
    }
    setReply(failed(reply(), problem));
  }

  function showStored(turn: Turn, conversation: Conversation): void {
    onStored(turn.known + 1);
    onHandoff(conversation.handoff);
    const kept: Message = { ...reply(), status: 'complete', standing: conversation.handoff.state };
    setReply({ ...(storedReply(conversation) ?? kept), live: true });
  }

  return async (turn, parts) => {
    try {
      await read(turn, parts);
      if (reply()?.status === 'streaming' && !turn.signal.aborted) await recover(turn, BROKEN);
    } catch (thrown) {
      if (turn.signal.aborted) return;
      if (isLost(thrown)) await recover(turn, thrown instanceof ClientError ? thrown.problem : UNREACHABLE);
      else setReply(failed(reply(), problemOf(thrown)));
    }
  };
}

/** The connection gave out, which says nothing of whether the message arrived; `conflict` says that it did. */
function isLost(thrown: unknown): boolean {
  return !(thrown instanceof ClientError) || /^(unreachable|conflict)$/.test(thrown.problem.code);
}

/** Whether the server has the question. Another tab may have asked one of its own meanwhile. */
function hasArrived(turn: Turn, conversation: Conversation): boolean {
  const questions = conversation.messages.map(fromStored).filter(isQuestion);
  return questions.length > turn.known && questions.at(-1)?.text === turn.question;
}

/** The bot's to the last question. Its place is stored together with the question; one that is kept for a person has none. */
function storedReply({ messages }: Conversation): Message | undefined {
  const last = messages.map(fromStored).findLast(({ author }) => author === undefined);
  return last && !isQuestion(last) ? last : undefined;
}

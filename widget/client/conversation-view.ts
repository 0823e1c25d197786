import type {
  PreChat,
  PreChatAnswers,
  PublicBot,
  VisitorDetails,
  VisitorHandoff,
} from '../../server/contract/index.ts';
import type { ChatClient, LeftMessage, Thumb } from './client.ts';
import type { TokenSource } from './identity.ts';
import type { Message } from './message.ts';
import type { Problem } from './problem.ts';

export type ConversationView = {
  /** Undefined until it is loaded. */
  bot: PublicBot | undefined;
  messages: readonly Message[];
  /** Set when the chat could not start, or no person be asked for; `tryAgain` does it once more. */
  problem: Problem | undefined;
  answering: boolean;
  /** Replies that came while nobody looked. */
  unread: number;
  /** Where the visitor stands on the way to a person. */
  handoff: VisitorHandoff | undefined;
  /** The person who is writing. */
  typing: string | undefined;
  /** What has to be answered before the chat begins. */
  preChat: PreChat | undefined;
};

export type ConversationControl = {
  view(): ConversationView;
  subscribe(changed: () => void): () => void;
  /** Loads the bot and the conversation of an earlier visit, and takes up a reply under way. */
  start(): Promise<void>;
  /** Asks a question; while a reply is under way, after it. */
  send(text: string): Promise<void>;
  /** Ends the reply under way; what is shown stays. */
  stop(): Promise<void>;
  /** Asks the last question again, in place of the failed reply. */
  retry(): Promise<void>;
  /** What led to `problem`, once more. */
  tryAgain(): Promise<void>;
  /** Asks for a person, or leaves the line or the person. */
  requestPerson(): Promise<void>;
  leavePerson(): Promise<void>;
  /** @throws ClientError when it could not be kept */
  leaveMessage(message: LeftMessage): Promise<void>;
  /** What the site says of the visitor; who is named is asked nothing before the chat. */
  describe(details: VisitorDetails): void;
  /** What is known of the visitor, now or from an earlier visit, to fill in forms. */
  visitor(): { name: string; email: string };
  /** The form before the chat is filled in; a question that came meanwhile is asked. */
  introduce(answers: PreChatAnswers): Promise<void>;
  /** @throws ClientError when it could not be kept */
  sendFile(file: File): Promise<void>;
  /** The visitor is writing; a person sees it. */
  showTyping(): void;
  /** @throws ClientError when it could not be kept */
  rate(messageId: string, thumb: Thumb): Promise<void>;
  /** @throws ClientError when it could not be kept */
  rateConversation(score: number, comment: string): Promise<void>;
  /** The network is back: what could not be sent is sent. */
  online(): void;
  /** The chat is open or not, and then before somebody's eyes or not. */
  setVisible(open: boolean, seen?: boolean): void;
  /** Another window of this browser has asked, begun anew or forgotten. */
  changedElsewhere(): void;
  newConversation(): void;
  /** Somebody the organisation vouches for: what stood here before is another's and goes. */
  identify(source: TokenSource): Promise<void>;
  /** Forgets conversation and identity. */
  reset(): void;
  dispose(): void;
};

/** What a conversation needs, and whom it tells. */
export type ConversationOptions = {
  client: ChatClient;
  emit(name: string, detail: unknown): void;
  /** A reply has come to its end. */
  onReply?: () => void;
  /** The conversation goes from view, and so must what was being written in it. */
  onLeave?: () => void;
  pause?: (milliseconds: number) => Promise<void>;
};

export const EMPTY: ConversationView = {
  bot: undefined,
  messages: [],
  problem: undefined,
  answering: false,
  unread: 0,
  handoff: undefined,
  typing: undefined,
  preChat: undefined,
};

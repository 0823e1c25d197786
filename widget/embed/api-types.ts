export type ChatMode = 'popup' | 'inline' | 'page';
export type ColorScheme = 'auto' | 'light' | 'dark';

/** What `init` and `update` take; each is an attribute of `<foyer-chat>` and a `data-` attribute of the script tag. */
export type FoyerOptions = {
  bot?: string;
  /** Origin and path of the Foyer server; where the script came from when left out. */
  server?: string;
  mode?: ChatMode;
  /** `auto`, or one of en de fr es it pt nl pl sv tr ar ja. */
  locale?: string;
  colorScheme?: ColorScheme;
  /** The corner of the launcher, in reading direction. */
  position?: 'start' | 'end';
  /** `on`: a short tone when a reply arrives and nobody looks. */
  sound?: 'on' | 'off';
  theme?: FoyerTheme;
  /** Where the element goes: an element, or a selector. The end of the page when left out. */
  target?: Element | string;
};

/** Custom properties without their `--foyer-`, for instance `{ accent: '#7a1f3d' }`. */
export type FoyerTheme = Record<string, string>;

export type FoyerUser = { id?: string; name?: string; email?: string };

/** A token that the organisation's server signed, or how to get one; asked again when the last one runs out. */
export type FoyerToken = string | (() => string | Promise<string>);

export type FoyerEvents = {
  ready: Record<string, never>;
  open: Record<string, never>;
  close: Record<string, never>;
  'message:sent': { text: string };
  'message:received': { text: string; from: 'assistant' | 'person' };
  'stream:start': Record<string, never>;
  'stream:end': { status: string };
  feedback: { messageId: string; rating: 'up' | 'down' | 'none'; reason?: string };
  handoff: { state: string };
  unread: { count: number };
  error: { message: string; code?: string };
};

/** `foyer.open()` and `foyer('open')` are the same; calls made before the script has loaded wait for it. */
export type FoyerApi = {
  init(options: FoyerOptions): void;
  update(options: FoyerOptions): void;
  /** Ends the visitor's session: conversation and identity are forgotten in this browser, the launcher goes. */
  shutdown(): void;
  /** Takes the element out of the page. */
  destroy(): void;
  ready(): Promise<void>;
  /** Tells the chat which page the visitor is on; the path of the address when left out. */
  pageView(page?: { path?: string }): void;
  open(): Promise<void>;
  close(): Promise<void>;
  toggle(): Promise<void>;
  show(): void;
  hide(): void;
  isOpen(): boolean;
  /** Who the visitor is. Without `jwt` it is a label for the staff only, and opens nothing. */
  identify(user: FoyerUser, proof?: { jwt: FoyerToken }): void;
  setCustomAttributes(attributes: Record<string, string | number | boolean>): void;
  /** Forgets conversation and identity; the launcher stays. */
  reset(): void;
  setLocale(locale: string): void;
  setColorScheme(scheme: ColorScheme): void;
  setTheme(theme: FoyerTheme): void;
  sendMessage(text: string): Promise<void>;
  prefill(text: string): Promise<void>;
  newConversation(): void;
  focusInput(): Promise<void>;
  on<Name extends keyof FoyerEvents>(name: Name, listener: (detail: FoyerEvents[Name]) => void): () => void;
};

/** What the loader passes on to the chat once it is there. */
export type ChatCalls = Pick<
  FoyerApi,
  | 'pageView'
  | 'identify'
  | 'setCustomAttributes'
  | 'reset'
  | 'sendMessage'
  | 'prefill'
  | 'newConversation'
  | 'focusInput'
>;
export type ChatCall = { [Name in keyof ChatCalls]: [Name, ...Parameters<ChatCalls[Name]>] }[keyof ChatCalls];

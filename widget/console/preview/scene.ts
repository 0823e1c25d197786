import type { PublicBot } from '../../../server/contract/index.ts';

/** What the console tells its preview to show. */
export type Scene = {
  bot: PublicBot;
  /** As it would be saved. */
  colorScheme: 'auto' | 'light' | 'dark';
  /** The visitor's device and page are dark. */
  dark: boolean;
  direction: 'ltr' | 'rtl';
  /** What the chat answers to whatever is asked in the preview. */
  answer: string;
};

/** What the preview says once it can show a scene. */
export const PREVIEW_READY = 'foyer-preview-ready';

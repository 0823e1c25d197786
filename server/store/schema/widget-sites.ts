export type WidgetSiteTable = {
  bot_id: string;
  /** As the browser names it: `https://shop.example`. */
  origin: string;
  first_seen_at: number;
  last_seen_at: number;
};

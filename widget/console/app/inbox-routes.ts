import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { bot } from './bot-route.ts';
import { inboxSearch } from './searches.ts';

const inbox = createRoute({
  getParentRoute: () => bot,
  path: '/inbox',
  component: lazyRouteComponent(() => import('../features/inbox/InboxPage.tsx'), 'InboxPage'),
  validateSearch: inboxSearch,
});
const nothingChosen = createRoute({
  getParentRoute: () => inbox,
  path: '/',
  component: lazyRouteComponent(() => import('../features/inbox/InboxPage.tsx'), 'NothingChosen'),
});
const conversation = createRoute({
  getParentRoute: () => inbox,
  path: '/$conversationId',
  component: lazyRouteComponent(
    () => import('../features/inbox/InboxConversationPage.tsx'),
    'InboxConversationPage',
  ),
});

const messages = createRoute({
  getParentRoute: () => bot,
  path: '/left-messages',
  component: lazyRouteComponent(() => import('../features/inbox/LeftMessagesPage.tsx'), 'LeftMessagesPage'),
});

const people = createRoute({
  getParentRoute: () => bot,
  path: '/settings/people',
  component: lazyRouteComponent(() => import('../features/settings/HandoffPage.tsx'), 'HandoffPage'),
});

const webhook = createRoute({
  getParentRoute: () => bot,
  path: '/settings/webhook',
  component: lazyRouteComponent(() => import('../features/webhook/WebhookPage.tsx'), 'WebhookPage'),
});

/** Visitors and people, live, and who is told of them. */
export const inboxRoutes = [
  inbox.addChildren([nothingChosen, conversation]),
  messages,
  people,
  webhook,
] as const;

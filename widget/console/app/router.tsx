import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { Loading } from '../parts/Loading.tsx';
import { Problem } from '../parts/Problem.tsx';
import { bot, root } from './bot-route.ts';
import { FirstBot } from './FirstBot.tsx';
import { houseRoutes } from './house-routes.ts';
import { improvingRoutes } from './improving-routes.ts';
import { inboxRoutes } from './inbox-routes.ts';
import { conversationsSearch, knowledgeSearch, setupSearch } from './searches.ts';
import { teachingRoutes } from './teaching-routes.ts';

/** The passage to show, and the question that the knowledge is searched with. */
type DocumentSearch = { passage?: string; ask?: string };

function documentSearch({ passage, ask }: Record<string, unknown>): DocumentSearch {
  return {
    ...(typeof passage === 'string' ? { passage } : {}),
    ...(typeof ask === 'string' ? { ask } : {}),
  };
}

const index = createRoute({ getParentRoute: () => root, path: '/', component: FirstBot });
/** No bot's id begins with a hyphen. */
const newBot = createRoute({
  getParentRoute: () => root,
  path: '/-/new',
  component: lazyRouteComponent(() => import('../features/new-bot/NewBotPage.tsx'), 'NewBotPage'),
});
const botIndex = createRoute({
  getParentRoute: () => bot,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/$botId/start', params, replace: true });
  },
});
const start = createRoute({
  getParentRoute: () => bot,
  path: '/start',
  component: lazyRouteComponent(() => import('../features/start/StartPage.tsx'), 'StartPage'),
});
const setup = createRoute({
  getParentRoute: () => bot,
  path: '/setup',
  component: lazyRouteComponent(() => import('../features/setup/SetupPage.tsx'), 'SetupPage'),
  validateSearch: setupSearch,
});
const knowledge = createRoute({
  getParentRoute: () => bot,
  path: '/knowledge',
  component: lazyRouteComponent(() => import('../features/knowledge/KnowledgePage.tsx'), 'KnowledgePage'),
  validateSearch: knowledgeSearch,
});
const document = createRoute({
  getParentRoute: () => bot,
  path: '/knowledge/$documentId',
  component: lazyRouteComponent(() => import('../features/document/DocumentPage.tsx'), 'DocumentPage'),
  validateSearch: documentSearch,
});
const tryIt = createRoute({
  getParentRoute: () => bot,
  path: '/try',
  component: lazyRouteComponent(() => import('../features/try-it/TryPage.tsx'), 'TryPage'),
});
const conversations = createRoute({
  getParentRoute: () => bot,
  path: '/conversations',
  component: lazyRouteComponent(
    () => import('../features/conversations/ConversationsPage.tsx'),
    'ConversationsPage',
  ),
  validateSearch: conversationsSearch,
});
const conversation = createRoute({
  getParentRoute: () => bot,
  path: '/conversations/$conversationId',
  component: lazyRouteComponent(
    () => import('../features/conversations/ConversationPage.tsx'),
    'ConversationPage',
  ),
});
const settings = createRoute({
  getParentRoute: () => bot,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/SettingsPage.tsx'), 'SettingsPage'),
});
export const router = createRouter({
  routeTree: root.addChildren([
    index,
    newBot,
    bot.addChildren([
      botIndex,
      start,
      setup,
      knowledge,
      document,
      tryIt,
      conversations,
      conversation,
      settings,
      ...improvingRoutes,
      ...inboxRoutes,
      ...teachingRoutes,
      ...houseRoutes,
    ]),
  ]),
  basepath: '/console',
  scrollRestoration: false,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  defaultPendingComponent: Loading,
  defaultErrorComponent: ({ error, reset }) => <Problem error={error} onRetry={reset} />,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

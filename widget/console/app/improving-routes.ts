import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { bot } from './bot-route.ts';
import { correctionsSearch, listSearch, markedSearch, rangeSearch } from './searches.ts';

/** The pages that tell what became of visitors' questions. */
export const improvingRoutes = [
  createRoute({
    getParentRoute: () => bot,
    path: '/unanswered',
    component: lazyRouteComponent(
      () => import('../features/unanswered/UnansweredPage.tsx'),
      'UnansweredPage',
    ),
    validateSearch: listSearch,
  }),
  createRoute({
    getParentRoute: () => bot,
    path: '/unanswered/marked',
    component: lazyRouteComponent(() => import('../features/unanswered/MarkedPage.tsx'), 'MarkedPage'),
    validateSearch: markedSearch,
  }),
  createRoute({
    getParentRoute: () => bot,
    path: '/corrections',
    component: lazyRouteComponent(
      () => import('../features/corrections/CorrectionsPage.tsx'),
      'CorrectionsPage',
    ),
    validateSearch: correctionsSearch,
  }),
  createRoute({
    getParentRoute: () => bot,
    path: '/insight',
    component: lazyRouteComponent(() => import('../features/insight/InsightPage.tsx'), 'InsightPage'),
    validateSearch: rangeSearch,
  }),
] as const;

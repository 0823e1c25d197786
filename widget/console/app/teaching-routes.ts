import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { bot } from './bot-route.ts';
import {
  approvedSearch,
  betterAnswersSearch,
  comparisonSearch,
  lessonSearch,
  listSearch,
  testsSearch,
  wordsSearch,
} from './searches.ts';

const lessons = createRoute({
  getParentRoute: () => bot,
  path: '/lessons',
  component: lazyRouteComponent(() => import('../features/lessons/LessonsPage.tsx'), 'LessonsPage'),
  validateSearch: listSearch,
});
const newLesson = createRoute({
  getParentRoute: () => bot,
  path: '/lessons/new',
  component: lazyRouteComponent(() => import('../features/lessons/LessonPage.tsx'), 'NewLessonPage'),
  validateSearch: lessonSearch,
});
const betterAnswers = createRoute({
  getParentRoute: () => bot,
  path: '/lessons/better',
  component: lazyRouteComponent(
    () => import('../features/lessons/BetterAnswersPage.tsx'),
    'BetterAnswersPage',
  ),
  validateSearch: betterAnswersSearch,
});
const lesson = createRoute({
  getParentRoute: () => bot,
  path: '/lessons/$lessonId',
  component: lazyRouteComponent(() => import('../features/lessons/LessonPage.tsx'), 'LessonPage'),
});
const review = createRoute({
  getParentRoute: () => bot,
  path: '/review',
  component: lazyRouteComponent(() => import('../features/review/ReviewPage.tsx'), 'ReviewPage'),
});

const approved = createRoute({
  getParentRoute: () => bot,
  path: '/approved',
  component: lazyRouteComponent(() => import('../features/approved/ApprovedPage.tsx'), 'ApprovedPage'),
  validateSearch: approvedSearch,
});
const words = createRoute({
  getParentRoute: () => bot,
  path: '/words',
  component: lazyRouteComponent(() => import('../features/words/WordsPage.tsx'), 'WordsPage'),
  validateSearch: wordsSearch,
});
const tests = createRoute({
  getParentRoute: () => bot,
  path: '/tests',
  component: lazyRouteComponent(() => import('../features/tests/TestsPage.tsx'), 'TestsPage'),
  validateSearch: testsSearch,
});
const decision = createRoute({
  getParentRoute: () => bot,
  path: '/decision',
  component: lazyRouteComponent(() => import('../features/decision/DecisionPage.tsx'), 'DecisionPage'),
});
const teach = createRoute({
  getParentRoute: () => bot,
  path: '/teach',
  component: lazyRouteComponent(() => import('../features/teach/TeachPage.tsx'), 'TeachPage'),
});
const run = createRoute({
  getParentRoute: () => bot,
  path: '/teach/$runId',
  component: lazyRouteComponent(() => import('../features/teach/TeachPage.tsx'), 'RunPage'),
});
const compare = createRoute({
  getParentRoute: () => bot,
  path: '/compare',
  component: lazyRouteComponent(() => import('../features/compare/ComparePage.tsx'), 'ComparePage'),
});
const comparison = createRoute({
  getParentRoute: () => bot,
  path: '/compare/$comparisonId',
  component: lazyRouteComponent(() => import('../features/compare/ComparisonPage.tsx'), 'ComparisonPage'),
  validateSearch: comparisonSearch,
});
const blind = createRoute({
  getParentRoute: () => bot,
  path: '/compare/$comparisonId/blind',
  component: lazyRouteComponent(() => import('../features/compare/BlindPage.tsx'), 'BlindPage'),
});

/** The pages on which a bot is taught. */
export const teachingRoutes = [
  lessons,
  newLesson,
  betterAnswers,
  lesson,
  review,
  approved,
  words,
  tests,
  decision,
  teach,
  run,
  compare,
  comparison,
  blind,
] as const;

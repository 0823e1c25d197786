import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { bot } from './bot-route.ts';
import { listSearch } from './searches.ts';

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

/** The pages on which a bot is taught. */
export const teachingRoutes = [lessons, newLesson, lesson, review] as const;

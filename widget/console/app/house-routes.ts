import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { bot } from './bot-route.ts';
import { auditSearch } from './searches.ts';

/** Pages of the house: its bots, backups, the team, the record of who did what, one's own account. */
export const houseRoutes = [
  createRoute({
    getParentRoute: () => bot,
    path: '/appearance',
    component: lazyRouteComponent(
      () => import('../features/appearance/AppearancePage.tsx'),
      'AppearancePage',
    ),
  }),
  createRoute({
    getParentRoute: () => bot,
    path: '/install',
    component: lazyRouteComponent(() => import('../features/install/InstallPage.tsx'), 'InstallPage'),
  }),
  createRoute({
    getParentRoute: () => bot,
    path: '/bots',
    component: lazyRouteComponent(() => import('../features/bots/BotsPage.tsx'), 'BotsPage'),
  }),
  createRoute({
    getParentRoute: () => bot,
    path: '/settings/backup',
    component: lazyRouteComponent(() => import('../features/backup/BackupPage.tsx'), 'BackupPage'),
  }),
  createRoute({
    getParentRoute: () => bot,
    path: '/team',
    component: lazyRouteComponent(() => import('../features/team/TeamPage.tsx'), 'TeamPage'),
  }),
  createRoute({
    getParentRoute: () => bot,
    path: '/audit',
    component: lazyRouteComponent(() => import('../features/audit/AuditPage.tsx'), 'AuditPage'),
    validateSearch: auditSearch,
  }),
  createRoute({
    getParentRoute: () => bot,
    path: '/account',
    component: lazyRouteComponent(() => import('../features/account/AccountPage.tsx'), 'AccountPage'),
  }),
] as const;

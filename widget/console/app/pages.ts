import type { Right } from '../../../server/access/index.ts';
import { msg } from '../i18n/t.ts';
import type { IconName } from '../parts/Icon.tsx';

/** `right`: what the page is for takes it; who does not have it is not led there. */
type NavPage = { to: string; label: string; icon: IconName; right?: Right };
type NavGroup = { title?: string; pages: readonly NavPage[] };

/** The navigation, from top to bottom. A page of its own group has its line here and its route in `router.tsx`. */
export const PAGE_GROUPS = [
  {
    pages: [
      { to: '/$botId/start', label: msg('Start'), icon: 'start' },
      { to: '/$botId/inbox', label: msg('Inbox'), icon: 'inbox', right: 'conversations:read' },
      { to: '/$botId/conversations', label: msg('Conversations'), icon: 'conversations' },
      { to: '/$botId/unanswered', label: msg('Unanswered'), icon: 'unanswered' },
      { to: '/$botId/insight', label: msg('Insight'), icon: 'insight' },
      { to: '/$botId/try', label: msg('Try it'), icon: 'try', right: 'answers:ask' },
    ],
  },
  {
    title: msg('What it knows'),
    pages: [
      { to: '/$botId/knowledge', label: msg('Knowledge'), icon: 'knowledge' },
      { to: '/$botId/words', label: msg('What customers call it'), icon: 'words' },
      { to: '/$botId/approved', label: msg('Approved answers'), icon: 'approved' },
    ],
  },
  {
    title: msg('How it answers'),
    pages: [
      { to: '/$botId/lessons', label: msg('Lessons'), icon: 'lessons' },
      { to: '/$botId/review', label: msg('Review'), icon: 'review', right: 'lessons:approve' },
      { to: '/$botId/corrections', label: msg('Corrections'), icon: 'check', right: 'conversations:read' },
      { to: '/$botId/tests', label: msg('Tests'), icon: 'tests' },
      { to: '/$botId/decision', label: msg('When it answers'), icon: 'decision' },
      { to: '/$botId/teach', label: msg('Teach'), icon: 'teach' },
      { to: '/$botId/compare', label: msg('Compare & publish'), icon: 'compare' },
    ],
  },
  {
    title: msg('This installation'),
    pages: [
      { to: '/$botId/appearance', label: msg('Appearance'), icon: 'appearance' },
      { to: '/$botId/install', label: msg('Install'), icon: 'upload' },
      { to: '/$botId/settings', label: msg('Settings'), icon: 'settings' },
      { to: '/$botId/bots', label: msg('Bots'), icon: 'bots' },
      { to: '/$botId/team', label: msg('Team and roles'), icon: 'team', right: 'team:manage' },
      { to: '/$botId/audit', label: msg('Who did what'), icon: 'audit', right: 'audit:read' },
    ],
  },
] as const satisfies readonly NavGroup[];

import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { t } from '../i18n/t.ts';
import { sayWaiting } from '../live/alerts.ts';
import { useFollowedInbox, useInboxLive } from '../live/use-inbox-live.ts';
import { useMay } from '../me.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useListedBot } from '../parts/use-listed-bot.ts';
import { botsQuery } from '../queries.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { Brand } from './Brand.tsx';
import { LanguageChoice } from './LanguageChoice.tsx';
import { NotFound } from './NotFound.tsx';
import { PAGE_GROUPS } from './pages.ts';
import { SchemeChoice } from './SchemeChoice.tsx';

/** The pages of one bot, where there is a bot of that name. */
export function Shell() {
  const { botId } = useParams({ from: '/$botId' });
  const { data: bots, isFetching } = useQuery(botsQuery());
  const isMissing = bots !== undefined && !isFetching && !bots.some(({ id }) => id === botId);
  return isMissing ? <NotFound /> : <Frame botId={botId} />;
}

/** Navigation beside the page; above it, folded, on a phone. */
function Frame({ botId }: { botId: string }) {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [open, setOpen] = useState(false);
  useFollowedInbox(botId);
  const main = useFocusOnNewPage(path, () => setOpen(false));
  const nav = useCurrentInSight(path);
  const button = useRef<HTMLButtonElement>(null);

  function onKeyDown({ key }: KeyboardEvent): void {
    if (key !== 'Escape' || !open) return;
    setOpen(false);
    button.current?.focus();
  }

  return (
    <div className="frame">
      <a className="skip" href="#page">
        {t('Skip to the page')}
      </a>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: from wherever in it one is, a key folds it. */}
      <header className="side" data-open={open} onKeyDown={onKeyDown}>
        <div className="brand">
          <Link to="/$botId/start" params={{ botId }}>
            <Brand />
          </Link>
          <span className="menu-button">
            <Button
              ref={button}
              variant="default"
              size="sm"
              leftSection={<Icon name="menu" size={18} />}
              aria-expanded={open}
              aria-controls="pages"
              onClick={() => setOpen(!open)}
            >
              {t('Menu')}
            </Button>
          </span>
        </div>
        <BotChoice botId={botId} />
        <nav id="pages" aria-label={t('Console')} ref={nav}>
          {PAGE_GROUPS.map((group) => (
            <NavGroup key={group.pages[0].to} botId={botId} group={group} />
          ))}
        </nav>
        <div className="side-end">
          <div className="side-choices">
            <LanguageChoice />
            <SchemeChoice />
          </div>
          <AccountMenu botId={botId} />
        </div>
      </header>
      <main className="page" id="page" tabIndex={-1} ref={main}>
        <ArchivedNotice botId={botId} />
        <Outlet />
      </main>
      <WaitingNews />
    </div>
  );
}

function NavGroup({ botId, group }: { botId: string; group: (typeof PAGE_GROUPS)[number] }) {
  const id = useId();
  const may = useMay();
  const title = 'title' in group ? group.title : undefined;
  const pages = group.pages.filter((page) => !('right' in page) || may(page.right));
  if (pages.length === 0) return null;
  return (
    <div className="nav-group">
      {title && (
        <p className="quiet small nav-title" id={id}>
          {t(title)}
        </p>
      )}
      <ul className="plain" {...(title ? { 'aria-labelledby': id } : {})}>
        {pages.map(({ to, label, icon }) => (
          <li key={to}>
            <Link to={to} params={{ botId }} activeProps={{ 'aria-current': 'page' }}>
              <Icon name={icon} />
              {t(label)}
              {icon === 'inbox' && <WaitingCount />}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function WaitingCount() {
  const { waiting = 0 } = useInboxLive();
  if (waiting === 0) return null;
  return (
    <span className="count nav-count">
      {waiting}
      <span className="visually-hidden"> {t('waiting')}</span>
    </span>
  );
}

/** Tells a screen reader when more or fewer wait, on whatever page it is. */
function WaitingNews() {
  const { waiting = 0 } = useInboxLive();
  return (
    <p className="visually-hidden" role="status">
      {waiting > 0 && sayWaiting(waiting)}
    </p>
  );
}

/** After a navigation the keyboard and the screen reader begin at the new page; at first load they are left alone. */
function useFocusOnNewPage(path: string, onChange: () => void) {
  const main = useRef<HTMLElement>(null);
  const last = useRef(path);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another path counts.
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    onChange();
    main.current?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }, [path]);
  return main;
}

/** The line of the page that is open is seen, however far down the navigation it stands and however low that is. */
function useCurrentInSight(path: string) {
  const nav = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path has another line.
  useEffect(() => {
    const element = nav.current;
    if (!element) return;
    const show = () => {
      const line = element.querySelector<HTMLElement>('[aria-current="page"]');
      if (line) element.scrollTop = line.offsetTop - (element.clientHeight - line.offsetHeight) / 2;
    };
    const resized = new ResizeObserver(show);
    resized.observe(element);
    return () => resized.disconnect();
  }, [path]);
  return nav;
}

function BotChoice({ botId }: { botId: string }) {
  const bots = useQuery(botsQuery()).data ?? [];
  const navigate = useNavigate();
  const page = useRouterState({ select: (state) => state.location.pathname.split('/')[2] ?? 'start' });
  if (bots.length < 2) return <p className="quiet bot-name">{bots[0]?.name}</p>;
  return (
    <NativeSelect
      aria-label={t('Bot')}
      value={botId}
      data={bots.map(({ id, name, archivedAt }) => ({
        value: id,
        label: archivedAt === null ? name : t('{name} (archived)', { name }),
      }))}
      onChange={(event) => void navigate({ to: `/${event.currentTarget.value}/${page}` })}
    />
  );
}

function ArchivedNotice({ botId }: { botId: string }) {
  const bot = useListedBot(botId);
  if (!bot || bot.archivedAt === null) return null;
  return (
    <p className="notice">
      {t('This bot is archived: visitors are told that it is not available.')}{' '}
      <Link to="/$botId/bots" params={{ botId }}>
        {t('All bots')}
      </Link>
    </p>
  );
}

import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Icon, type IconName } from '../parts/Icon.tsx';
import { botsQuery } from '../queries.ts';
import { signOut } from '../session.ts';
import { Brand } from './Brand.tsx';

const PAGES = [
  { to: '/$botId/start', label: 'Start', icon: 'start' },
  { to: '/$botId/knowledge', label: 'Knowledge', icon: 'knowledge' },
  { to: '/$botId/try', label: 'Try it', icon: 'try' },
  { to: '/$botId/conversations', label: 'Conversations', icon: 'conversations' },
  { to: '/$botId/settings', label: 'Settings', icon: 'settings' },
] as const satisfies readonly { to: string; label: string; icon: IconName }[];

/** Navigation beside the page; above it, folded, on a phone. */
export function Shell() {
  const { botId } = useParams({ from: '/$botId' });
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [open, setOpen] = useState(false);
  const main = useFocusOnNewPage(path, () => setOpen(false));
  return (
    <div className="frame">
      <a className="skip" href="#page">
        Skip to the page
      </a>
      <header className="side" data-open={open}>
        <div className="brand">
          <Link to="/$botId/start" params={{ botId }}>
            <Brand />
          </Link>
          <span className="menu-button">
            <Button
              variant="default"
              size="sm"
              leftSection={<Icon name="menu" size={18} />}
              aria-expanded={open}
              aria-controls="pages"
              onClick={() => setOpen(!open)}
            >
              Menu
            </Button>
          </span>
        </div>
        <BotChoice botId={botId} />
        <nav id="pages" aria-label="Console">
          <ul className="plain">
            {PAGES.map(({ to, label, icon }) => (
              <li key={to}>
                <Link to={to} params={{ botId }} activeProps={{ 'aria-current': 'page' }}>
                  <Icon name={icon} />
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="side-end">
          <Button variant="subtle" size="sm" leftSection={<Icon name="leave" size={18} />} onClick={signOut}>
            Sign out
          </Button>
        </div>
      </header>
      <main className="page" id="page" tabIndex={-1} ref={main}>
        <Outlet />
      </main>
    </div>
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

function BotChoice({ botId }: { botId: string }) {
  const bots = useQuery(botsQuery()).data ?? [];
  const navigate = useNavigate();
  if (bots.length < 2) return <p className="quiet bot-name">{bots[0]?.name}</p>;
  return (
    <NativeSelect
      aria-label="Bot"
      value={botId}
      data={bots.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(event) =>
        void navigate({ to: '/$botId/start', params: { botId: event.currentTarget.value } })
      }
    />
  );
}

import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useListedBot } from './use-listed-bot.ts';
import { usePageTitle } from './use-page-title.ts';

type Props = {
  title: string;
  /** How many wait for whoever opens the page; the browser's tab says so. */
  waiting?: number | undefined;
  children?: ReactNode;
  actions?: ReactNode;
};

/** The page's one `h1`, a sentence on what the page is for, and what can be done on it. */
export function PageHead({ title, waiting = 0, children, actions }: Props) {
  const { botId } = useParams({ strict: false });
  const bot = useListedBot(botId);
  usePageTitle(waiting > 0 ? `(${waiting}) ${title}` : title, bot?.name);
  return (
    <header className="page-head">
      <div>
        <h1>{title}</h1>
        {children && <p>{children}</p>}
      </div>
      {actions && <div className="row">{actions}</div>}
    </header>
  );
}

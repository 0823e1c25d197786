import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { botsQuery } from '../queries.ts';
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
  usePageTitle(waiting > 0 ? `(${waiting}) ${title}` : title, useBotName());
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

/** Of the bot in the address, once it is known. */
function useBotName(): string | undefined {
  const { botId } = useParams({ strict: false });
  return useQuery(botsQuery()).data?.find(({ id }) => id === botId)?.name;
}

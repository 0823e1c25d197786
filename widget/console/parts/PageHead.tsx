import { type ReactNode, useEffect } from 'react';

type Props = { title: string; children?: ReactNode; actions?: ReactNode };

/** The page's one `h1`, a sentence on what the page is for, and what can be done on it. */
export function PageHead({ title, children, actions }: Props) {
  useEffect(() => {
    document.title = `${title} · Foyer`;
  }, [title]);
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

import { Link } from '@tanstack/react-router';
import { t } from '../i18n/t.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { PageHead } from '../parts/PageHead.tsx';

export function NotFound() {
  return (
    <main className="page">
      <PageHead title={t('Page not found')} />
      <EmptyState
        title={t('There is nothing at this address')}
        action={<Link to="/">{t('Go to Start')}</Link>}
      >
        {t('The page may have been deleted, or the address was mistyped.')}
      </EmptyState>
    </main>
  );
}

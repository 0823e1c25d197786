import './app/styles.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { keepFocus } from './app/keep-focus.ts';
import { queryClient } from './app/query-client.ts';
import { Root } from './app/Root.tsx';
import { loadLanguage } from './i18n/language.ts';
import { takeFromAddress } from './session.ts';

takeFromAddress();
keepFocus();
// Pasted into the tab that shows the sign-in page, the address loads nothing anew.
addEventListener('hashchange', takeFromAddress);

const root = document.getElementById('console');
if (!root) throw new Error('The page has no element #console.');

await loadLanguage();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Root />
    </QueryClientProvider>
  </StrictMode>,
);

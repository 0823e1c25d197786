import './app/styles.ts';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './app/query-client.ts';
import { router } from './app/router.tsx';
import { SignedIn } from './app/SignedIn.tsx';
import { theme } from './app/theme.ts';
import { takeKeyFromAddress } from './session.ts';

takeKeyFromAddress();
// Pasted into the tab that shows the sign-in page, the address loads nothing anew.
addEventListener('hashchange', takeKeyFromAddress);

const root = document.getElementById('console');
if (!root) throw new Error('The page has no element #console.');

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queryClient}>
        <SignedIn>
          <RouterProvider router={router} />
        </SignedIn>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);

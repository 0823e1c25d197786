import { MantineProvider } from '@mantine/core';
import { RouterProvider } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useLanguage } from '../i18n/language.ts';
import { router } from './router.tsx';
import { SignedIn } from './SignedIn.tsx';
import { makeTheme } from './theme.ts';

/** All pages, made anew when another language is chosen. */
export function Root() {
  const language = useLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme holds words of the language.
  const theme = useMemo(makeTheme, [language]);
  return (
    <MantineProvider
      key={language}
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <SignedIn>
        <RouterProvider router={router} />
      </SignedIn>
    </MantineProvider>
  );
}

import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { UserConfig } from 'vite';
import { defineConfig } from 'vitest/config';

/** Files at once: vitest's own choice leaves one of two cores idle. */
const maxWorkers = Math.max(2, availableParallelism() - 1);
const tests = {
  environment: 'node',
  // A server would teach itself beside every test.
  env: { FOYER_CROSS_ENCODER: 'off' },
  pool: 'forks',
  maxWorkers,
  testTimeout: 60_000,
  hookTimeout: 180_000,
  // Polls end when it is so; only a failure waits this long.
  expect: { poll: { timeout: 15_000 } },
} as const;

/** What `scripts/build.ts` builds, in this order: each target is a vite mode. */
export const BUILD_TARGETS = ['widget-app', 'widget-loader', 'widget-npm', 'demo', 'console'] as const;
export type BuildTarget = (typeof BUILD_TARGETS)[number];

const WIDGET_ASSETS = 'dist/widget/assets';

/** The first that know `light-dark()`, which would else be rewritten into more bytes. */
const CSS_TARGET = ['chrome123', 'firefox120', 'safari17.5'];

/** The widget is written as React and shipped on preact/compat: 68.9 KB against 10 KB, gzipped. */
const PREACT = {
  'react-dom/client': 'preact/compat/client',
  'react-dom': 'preact/compat',
  'react/jsx-runtime': 'preact/jsx-runtime',
  react: 'preact/compat',
};

const NO_INNER_HTML = {
  'decode-named-character-reference': resolve('widget/embed/markdown/decode-entity.ts'),
};

/**
 * `rem` of the page's making: many sites set 62.5 % on their root. The chat's own is never under 16 px, and grows with the
 * reader's setting. Media queries know the reader's setting only.
 */
const OWN_REM = {
  name: 'own-rem',
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    if (!/widget\/embed\/(chat|reply|forms\/forms)\.css/.test(id)) return undefined;
    return code.replace(/^(?!@media|\s*--_rem:).*$/gm, (line) =>
      line.replace(/(-?\b[\d.]+)rem\b/g, (_, count) =>
        count === '1' ? 'var(--_rem)' : `calc(${count} * var(--_rem))`,
      ),
    );
  },
};

const TARGETS: Record<BuildTarget, () => UserConfig> = {
  'widget-app': () => ({
    plugins: [OWN_REM],
    resolve: { alias: { ...PREACT, ...NO_INNER_HTML } },
    build: {
      outDir: WIDGET_ASSETS,
      target: 'es2022',
      cssTarget: CSS_TARGET,
      modulePreload: false,
      rolldownOptions: {
        input: { app: 'widget/embed/mount.tsx' },
        // Parts that come later take what they share from the app's own file.
        preserveEntrySignatures: 'allow-extension',
        output: { entryFileNames: 'app-[hash].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  }),
  'widget-loader': () => ({
    define: { __APP_FILE__: JSON.stringify(`widget/assets/${builtApp()}`) },
    build: {
      outDir: 'dist/widget',
      emptyOutDir: false,
      target: 'es2022',
      cssTarget: CSS_TARGET,
      lib: {
        entry: 'widget/embed/loader.ts',
        formats: ['iife'],
        name: 'foyerLoader',
        fileName: () => 'widget.js',
      },
    },
  }),
  'widget-npm': () => ({
    build: {
      outDir: 'dist/npm',
      target: 'es2022',
      lib: { entry: { index: 'widget/npm/index.ts', react: 'widget/npm/react.ts' }, formats: ['es'] },
      rolldownOptions: { external: ['react'] },
    },
  }),
  demo: () => ({
    root: resolve('widget/demo'),
    base: '/demo/',
    build: {
      outDir: resolve('dist/demo'),
      emptyOutDir: true,
      target: 'es2022',
      cssTarget: CSS_TARGET,
      modulePreload: false,
      rolldownOptions: { input: ['index', 'playground'].map((page) => resolve(`widget/demo/${page}.html`)) },
    },
  }),
  console: () => ({
    root: resolve('widget/console'),
    base: '/console/',
    build: {
      outDir: resolve('dist/console'),
      emptyOutDir: true,
      target: 'es2022',
      chunkSizeWarningLimit: 600,
      manifest: 'manifest.json',
      rolldownOptions: {
        input: ['index', 'preview'].map((page) => resolve(`widget/console/${page}.html`)),
        checks: { moduleLevelDirective: false },
      },
    },
  }),
};

function builtApp(): string {
  const app = readdirSync(WIDGET_ASSETS).find((file) => /^app-.*\.js$/.test(file));
  if (!app) throw new Error('Build the target widget-app before widget-loader.');
  return app;
}

function isTarget(mode: string): mode is BuildTarget {
  return BUILD_TARGETS.some((target) => target === mode);
}

export default defineConfig(({ mode }) => {
  if (isTarget(mode)) {
    const target = TARGETS[mode]();
    const define = { 'process.env.NODE_ENV': '"production"', ...target.define };
    return { logLevel: 'warn', publicDir: false, ...target, define };
  }
  return {
    test: {
      projects: [
        {
          test: {
            ...tests,
            name: 'unit',
            include: ['tests/unit/**/*.test.ts', 'tests/architecture/**/*.test.ts'],
            // Files of one worker share their modules, which saves half of what they cost: none may change what is global. Files
            // with databases and models do not: a process that loads native modules for one after the other has crashed (SIGSEGV).
            isolate: false,
          },
        },
        {
          test: {
            ...tests,
            name: 'integration',
            include: ['tests/integration/**/*.test.ts'],
            globalSetup: ['tests/support/postgres-setup.ts'],
          },
        },
        { test: { ...tests, name: 'long', include: ['tests/long/**/*.test.ts'] } },
        {
          test: {
            ...tests,
            name: 'e2e',
            include: ['tests/e2e/**/*.test.ts'],
            // Each has a browser, and most a server with its models.
            maxWorkers: 2,
            sequence: { groupOrder: 1 },
          },
        },
      ],
    },
  };
});

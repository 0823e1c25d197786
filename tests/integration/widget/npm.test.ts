import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

/* The folder as `npm publish` takes it, installed in a project of somebody else; `npm run build` makes it. */
const root = resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);

let project: string;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'foyer-npm-'));
  const modules = join(project, 'node_modules');
  await mkdir(modules);
  await cp(join(root, 'dist/npm'), join(modules, 'foyer-widget'), { recursive: true });
  for (const name of ['react', 'react-dom', '@types']) {
    await symlink(join(root, 'node_modules', name), join(modules, name));
  }
  await writeFile(join(project, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rm(project, { recursive: true, force: true }));

async function runInProject(name: string, source: string): Promise<string> {
  await writeFile(join(project, name), source);
  return (await run(process.execPath, [name], { cwd: project })).stdout;
}

test('where there is no document, every call does nothing and the component is its element', async () => {
  const said = await runInProject(
    'page.js',
    `import { load } from 'foyer-widget';
     import { FoyerChat } from 'foyer-widget/react';
     import { createElement } from 'react';
     import { renderToString } from 'react-dom/server';
     const server = 'https://chat.example.org';
     const foyer = load({ server, bot: 'shop' });
     await foyer.open();
     await foyer.sendMessage('Hello');
     foyer.on('ready', () => console.log('never'))();
     console.log(foyer.isOpen());
     const props = { server, bot: 'shop', mode: 'inline', colorScheme: 'dark', theme: { accent: '#7a1f3d' } };
     console.log(renderToString(createElement(FoyerChat, props)));`,
  );
  expect(said).toBe(
    'false\n<foyer-chat style="--foyer-accent:#7a1f3d" bot="shop" server="https://chat.example.org" mode="inline" color-scheme="dark"></foyer-chat>\n',
  );
});

test('the types say what may be passed, and to whom', async () => {
  await writeFile(
    join(project, 'right.ts'),
    `import { load } from 'foyer-widget';
     import { FoyerChat } from 'foyer-widget/react';
     const foyer = load({ server: 'https://chat.example.org', bot: 'shop', mode: 'popup' });
     foyer.on('unread', ({ count }) => count.toFixed());
     void foyer.identify({ id: '1' }, { jwt: async () => 'token' });
     // @ts-expect-error there is no such mode
     FoyerChat({ server: '', bot: 'shop', mode: 'window' });
     // @ts-expect-error a bot has to be named
     FoyerChat({ server: '' });`,
  );
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--lib', 'esnext,dom'];
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  await run(process.execPath, [tsc, ...options, '--types', '', 'right.ts'], { cwd: project });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { expect, test } from 'vitest';
import { PACKAGE_HOMES, ROOM_IMPORTS } from './rooms.ts';

const root = resolve(import.meta.dirname, '../..');
const server = join(root, 'server');
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

type Import = { file: string; room: string; target: string };

function sourceFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx)$/.test(name))
    .map((name) => join(folder, name));
}

function importsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '');
}

const serverImports: Import[] = sourceFiles(server).flatMap((file) =>
  importsOf(file).map((target) => ({ file, room: relative(server, file).split(sep)[0] ?? '', target })),
);

function targetPath({ file, target }: Import): string | undefined {
  return target.startsWith('.') ? relative(server, resolve(dirname(file), target)) : undefined;
}

test('the table knows every room', () => {
  const rooms = readdirSync(server, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  expect(rooms.filter((room) => !(room in ROOM_IMPORTS))).toEqual([]);
});

test('imports between rooms go one way, and through the door', () => {
  const offences = serverImports.flatMap((item) => {
    const path = targetPath(item);
    if (path === undefined || !(item.room in ROOM_IMPORTS)) return [];
    const [room = ''] = path.split(sep);
    if (room === item.room) return [];
    const allowed = ROOM_IMPORTS[item.room]?.includes(room) ?? false;
    const throughDoor = path === join(room, 'index.ts');
    return allowed && throughDoor ? [] : [`${relative(root, item.file)} imports ${path}`];
  });
  expect(offences).toEqual([]);
});

test('a package with one home is imported there alone', () => {
  const offences = serverImports.flatMap((item) => {
    const home = Object.entries(PACKAGE_HOMES).find(
      ([name]) => item.target === name || item.target.startsWith(`${name}/`),
    );
    return home && !home[1].includes(item.room)
      ? [`${relative(root, item.file)} imports ${item.target}`]
      : [];
  });
  expect(offences).toEqual([]);
});

test('contract imports zod only', () => {
  const offences = serverImports.filter(
    (item) => item.room === 'contract' && item.target !== 'zod' && !item.target.startsWith('./'),
  );
  expect(offences).toEqual([]);
});

test('the widget takes only types from the server, and scripts are imported by nobody', () => {
  const offences = sourceFiles(join(root, 'widget')).flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return [...text.matchAll(/(?:^|\n)\s*import\s+(type\s)?[^'"]*?from\s*['"]([^'"]+)['"]/g)]
      .filter((match) => match[2]?.includes('/server/') && match[1] === undefined)
      .map((match) => `${relative(root, file)} imports ${match[2]}`);
  });
  expect(offences).toEqual([]);
  expect(serverImports.filter((item) => targetPath(item)?.startsWith(`..${sep}scripts`))).toEqual([]);
});

test('each room has one door with its three header lines', () => {
  const headless = Object.keys(ROOM_IMPORTS).filter((room) => {
    const files = sourceFiles(server).filter((file) => relative(server, file).split(sep)[0] === room);
    if (files.length === 0) return false;
    const door = files.find((file) => file === join(server, room, 'index.ts'));
    const text = door ? readFileSync(door, 'utf8') : '';
    return !/Purpose:[\s\S]*Invariant:[\s\S]*Must never know:/.test(text.slice(0, 800));
  });
  expect(headless).toEqual([]);
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { documentConfig, loadConfig } from '../../../server/config/index.ts';

const page = resolve(import.meta.dirname, '../../../docs/configuration.md');

test('an empty environment gives a usable configuration on this machine only', () => {
  const config = loadConfig({ XDG_CACHE_HOME: '/cache' });
  expect(config.http).toMatchObject({ host: '127.0.0.1', port: 8787, trustProxy: false });
  expect(config.storage.dataDir).toBe(resolve('.foyer'));
  expect(config.storage.cacheDir).toBe(join('/cache', 'foyer'));
  expect(config.storage.databaseUrl).toBeUndefined();
});

test('a database address chooses PostgreSQL', () => {
  const { databaseUrl } = loadConfig({ DATABASE_URL: 'postgres://u@localhost/db' }).storage;
  expect(databaseUrl).toBe('postgres://u@localhost/db');
});

test('all wrong settings are named at once', () => {
  const load = () => loadConfig({ PORT: 'eighty', FOYER_PRECISION: 'q2', DATABASE_URL: 'mysql://x' });
  expect(load).toThrow(/3 wrong setting.*PORT.*DATABASE_URL.*FOYER_PRECISION/s);
});

test('the public address is an origin, as browsers write it; below a path of another site it is refused', () => {
  const publicUrlOf = (text: string) => loadConfig({ FOYER_PUBLIC_URL: text }).http.publicUrl;
  expect(publicUrlOf('https://Chat.Example.org:443/')).toBe('https://chat.example.org');
  expect(publicUrlOf('http://chat.example.org:8080')).toBe('http://chat.example.org:8080');
  expect(() => publicUrlOf('https://example.org/chat')).toThrow(/FOYER_PUBLIC_URL: .*no path/);
});

test('a mail server without a sender is refused, which would send nothing', () => {
  const FOYER_SMTP_URL = 'smtp://mail.example.org:587';
  expect(() => loadConfig({ FOYER_SMTP_URL })).toThrow(/set FOYER_MAIL_FROM too/);
  const FOYER_MAIL_FROM = 'help@example.org';
  expect(loadConfig({ FOYER_SMTP_URL, FOYER_MAIL_FROM }).delivery).toMatchObject({
    mailFrom: FOYER_MAIL_FROM,
  });
});

test('hosts are names, without scheme or path', () => {
  expect(() => loadConfig({ FOYER_CRAWL_HOSTS: 'https://intranet.example/help' })).toThrow(/without https/);
  const hosts = loadConfig({ FOYER_ALLOWED_HOSTS: 'Intranet.example, 10.0.0.5:8080,[fd00::1]:80,' });
  expect(hosts.delivery.allowedHosts).toEqual(['intranet.example', '10.0.0.5:8080', '[fd00::1]:80']);
});

test('half a sign-in provider is refused in a sentence', () => {
  expect(() => loadConfig({ FOYER_OIDC_ISSUER: 'https://id.example.org' })).toThrow(/belong together/);
  const both = { FOYER_OIDC_ISSUER: 'https://id.example.org/', FOYER_OIDC_CLIENT_ID: 'foyer' };
  expect(loadConfig(both).signIn.provider).toMatchObject({
    issuer: 'https://id.example.org',
    role: undefined,
  });
});

test('an empty variable counts as unset', () => {
  expect(loadConfig({ PORT: '', FOYER_MODEL: '' }).http.port).toBe(8787);
});

test('docs/configuration.md says what the schema says', () => {
  if (process.env['UPDATE_DOCS']) writeFileSync(page, documentConfig());
  expect(readFileSync(page, 'utf8')).toBe(documentConfig());
});

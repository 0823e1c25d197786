import { createHmac } from 'node:crypto';
import type { Page } from 'playwright-core';
import { invitePerson, offerSetup } from '../../server/accounts/index.ts';
import type { UserRole } from '../../server/store/index.ts';
import type { RequestOptions, TestApp } from './app.ts';

export const PASSWORD = 'seven copper kettles';
/** What `app.request` makes of a path: the tests' own page. */
export const OWN_ORIGIN = 'http://localhost';

const OPERATOR = { id: 'system:test', name: 'Test', role: 'owner', botId: null } as const;

/** A browser of one person: keeps cookies, and says where its pages come from. */
export type TestBrowserSession = {
  cookies: Map<string, string>;
  request(path: string, options?: RequestOptions): Promise<Response>;
};

export function openSession(testApp: TestApp): TestBrowserSession {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async request(path, options = {}) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = { origin: OWN_ORIGIN, ...(cookie === '' ? {} : { cookie }), ...options.headers };
      const response = await testApp.request(path, { ...options, headers });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (/max-age=0/i.test(line)) cookies.delete(name);
        else cookies.set(name, value);
      }
      return response;
    },
  };
}

/** A signed-in person of this role, by way of the link that a colleague would have sent. */
export async function addPerson(
  testApp: TestApp,
  role: UserRole,
  email = `${role}@example.org`,
): Promise<TestBrowserSession> {
  const { accounts } = testApp.context;
  const { token } = await invitePerson(accounts, { actor: OPERATOR, email, role });
  return accept(testApp, { token, name: `The ${role}`, password: PASSWORD });
}

export async function setUpOwner(testApp: TestApp, email = 'owner@example.org'): Promise<TestBrowserSession> {
  const setup = await offerSetup(testApp.context.accounts);
  return accept(testApp, { token: setup?.token, name: 'The owner', email, password: PASSWORD });
}

/** Signs in to the console in a browser, as somebody from here, and waits for the first page. */
export async function enterAsPerson(page: Page, url: string, email: string): Promise<void> {
  await page.goto(`${url}/console/`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Start' }).waitFor();
}

async function accept(testApp: TestApp, body: unknown): Promise<TestBrowserSession> {
  const session = openSession(testApp);
  const response = await session.request('/api/account/invitation/accept', { body });
  if (response.status !== 200) throw new Error(`not accepted: ${await response.text()}`);
  return session;
}

/** RFC 6238, written apart from the library: what an authenticator app shows. */
export function codeOf(secret: string, at = Date.now()): string {
  const bits = [...secret].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  const bytes = (bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const hash = createHmac('sha1', Buffer.from(bytes)).update(counter).digest();
  const offset = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0');
}

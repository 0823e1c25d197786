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

async function accept(testApp: TestApp, body: unknown): Promise<TestBrowserSession> {
  const session = openSession(testApp);
  const response = await session.request('/api/account/invitation/accept', { body });
  if (response.status !== 200) throw new Error(`not accepted: ${await response.text()}`);
  return session;
}

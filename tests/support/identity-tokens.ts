import { SignJWT } from 'jose';
import { TEST_BOT_ID, type TestApp } from './app.ts';

/** What an organisation's server does: a token for one of its visitors, signed with a key of the bot. */
export async function openIdentityTokens(app: TestApp, botId = TEST_BOT_ID) {
  const made = await app.request(`/api/admin/bots/${botId}/identity-keys`, {
    key: await app.keyOf('admin'),
    body: { name: 'shop', algorithm: 'HS256' },
  });
  const { secret } = (await made.json()) as { secret: string };
  return (subject: string, claims: Record<string, unknown> = {}) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(botId)
      .setSubject(subject)
      .setExpirationTime('5m')
      .sign(new TextEncoder().encode(secret));
}

/** A token that the organisation's server signed, or how to get one. */
export type TokenSource = string | (() => string | Promise<string>);

export type Identity = {
  /** Whom the token names; who it is is decided by the server alone. */
  subject: string;
  /** A token that is good for a while yet. */
  token(): Promise<string>;
};

const RENEW_BEFORE_S = 30;

/** Reads whom the token names, and asks for a new one when it runs out. @throws whatever the source throws */
export async function createIdentity(source: TokenSource): Promise<Identity> {
  let current = await give(source);
  return {
    subject: String(claimsOf(current)['sub'] ?? ''),
    async token() {
      const { exp } = claimsOf(current);
      const isOld = typeof exp === 'number' && exp - RENEW_BEFORE_S < Date.now() / 1000;
      if (isOld) current = await give(source);
      return current;
    },
  };
}

async function give(source: TokenSource): Promise<string> {
  return typeof source === 'string' ? source : await source();
}

function claimsOf(token: string): Record<string, unknown> {
  try {
    const middle = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(middle), (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

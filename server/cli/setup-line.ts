import { offerSetup } from '../accounts/index.ts';
import type { CliContext } from './types.ts';

/** For whoever starts the server while nobody owns it: the link that makes the first owner. Empty when somebody does. */
export async function setupLine({ accounts }: CliContext, url: string): Promise<string> {
  const setup = await offerSetup(accounts);
  if (setup === undefined) return '';
  return `Make the owner's account (24 h):  ${url}/console/#invitation=${setup.token}\n`;
}

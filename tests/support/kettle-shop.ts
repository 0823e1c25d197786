/** A bot with two pages of its own, and nothing taught. */
export const KETTLE_BOT_ID = 'kettles';

const SETTINGS = {
  organisation: 'Kettle shop',
  greeting: 'Hello!',
  refusal: 'I could not find that.',
  handoffMessage: 'One moment.',
};
const CLOCKS = '## Clocks\nClocks are sent to the maker, which takes six weeks.\n';
const RETURNS =
  '# Returns\n\n## Hats\nHats can be returned within 30 days. Worn hats are refused.\n\n## Lamps\nLamps can be returned within 14 days in their box.\n';

type Place = { url: string; key: string };

/** A request to the routes of bots, which must succeed. */
export async function callBots({ url, key }: Place, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${key}`, ...init.headers };
  const response = await fetch(`${url}/api/admin/bots${path}`, { ...init, headers });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return response;
}

/** `kettles`: what its page on repairs says of them. */
export async function addKettleShop(place: Place, kettles: string): Promise<void> {
  const body = JSON.stringify({ id: KETTLE_BOT_ID, name: 'Kettle', settings: SETTINGS });
  const headers = { 'content-type': 'application/json' };
  await callBots(place, '', { method: 'POST', body, headers });
  const form = new FormData();
  form.append('files', new File([`# Repairs\n\n## Kettles\n${kettles}\n\n${CLOCKS}`], 'repairs.md'));
  form.append('files', new File([RETURNS], 'returns.md'));
  await (await callBots(place, `/${KETTLE_BOT_ID}/documents`, { method: 'POST', body: form })).text();
}

import { postToBots } from './bot-routes.ts';
import { formOf } from './form-of.ts';

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

/** `kettles`: what its page on repairs says of them. */
export async function addKettleShop(place: { url: string; key: string }, kettles: string): Promise<void> {
  await postToBots(place, '', { id: KETTLE_BOT_ID, name: 'Kettle', settings: SETTINGS });
  const repairs = `# Repairs\n\n## Kettles\n${kettles}\n\n${CLOCKS}`;
  const form = formOf({ 'repairs.md': repairs, 'returns.md': RETURNS });
  await postToBots(place, `/${KETTLE_BOT_ID}/documents`, form);
}

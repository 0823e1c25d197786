import { wordSet } from '../base/index.ts';
import type { BotSettings } from '../bots/index.ts';
import type { HistoryMessage } from '../contract/index.ts';
import { words } from './words.ts';

/** What a reply that offers a person ends with, where it does not end with the bot's own refusal. */
export const OFFER = 'Would you like to talk to a person?';

/** A longer message says more than yes or no. */
const MOST_WORDS = 8;
const YES = wordSet(
  'yes yea yeah yeh yep yup ya aye sure please definitely absolutely certainly course go would id why',
);
const NO = wordSet('no nope nah not dont never nevermind forget leave');
/** Said beside a yes or a no, and neither by itself. */
const BESIDE = wordSet(
  'a ahead all alright am be bother bring cheers colleague do fetch fine for get good great helpful her him human i im in is it its ' +
    'later like lot love lovely me mind much need nice now of oh ok okay on one perfect person right so somebody someone speak ta ' +
    'talk thank thanks that thats the them then to very want well worries you',
);
/** Alone they agree; beside anything else they may as well decline, as in `it is ok`. */
const ALONE = wordSet('ok okay alright');

/**
 * What a short message says to the offer of a person right before it: `yes please`, `no thanks`. Undefined where nothing was
 * offered in a question, or where the message says something else.
 */
export function answersOffer(
  message: string,
  history: readonly HistoryMessage[],
  bot: Pick<BotSettings, 'refusal'>,
): 'yes' | 'no' | undefined {
  const last = history.at(-1);
  const said = words(message);
  if (last?.role !== 'assistant' || !isOffer(last.content.trim(), bot)) return undefined;
  if (said.length === 0 || said.length > MOST_WORDS) return undefined;
  if (!said.every((word) => YES.has(word) || NO.has(word) || BESIDE.has(word))) return undefined;
  if (said.join(' ') !== 'why not' && said.some((word) => NO.has(word))) return 'no';
  return said.some((word) => YES.has(word)) || said.every((word) => ALONE.has(word)) ? 'yes' : undefined;
}

function isOffer(reply: string, { refusal }: Pick<BotSettings, 'refusal'>): boolean {
  return reply.endsWith('?') && (reply.endsWith(OFFER) || reply.endsWith(refusal.trim()));
}

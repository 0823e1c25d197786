import type { Document } from '../../../server/contract/index.ts';
import { msg, t } from '../i18n/t.ts';

type Shown = Document['state'] | 'off' | 'expired' | 'early';

export const STATE_LABEL: Record<Shown, string> = {
  waiting: msg('Waiting'),
  reading: msg('Reading'),
  preparing: msg('Preparing'),
  ready: msg('Ready'),
  expired: msg('Needs update'),
  early: msg('Not yet'),
  failed: msg('Failed'),
  off: msg('Switched off'),
};

const TONE: Record<Shown, string> = {
  waiting: 'none',
  reading: 'busy',
  preparing: 'busy',
  ready: 'good',
  expired: 'warn',
  early: 'none',
  failed: 'bad',
  off: 'none',
};

type Described = Pick<Document, 'state' | 'enabled' | 'validFrom' | 'validUntil'>;

/** What people are told of a document: whether answers rest on it, and if not, why. */
export function shownState({ state, enabled, validFrom = 0, validUntil }: Described): Shown {
  if (state !== 'ready') return state;
  if (!enabled) return 'off';
  if (validUntil !== undefined && validUntil <= Date.now()) return 'expired';
  return validFrom > Date.now() ? 'early' : 'ready';
}

export function DocumentState({ document }: { document: Described }) {
  const state = shownState(document);
  return (
    <span className="state" data-tone={TONE[state]}>
      {t(STATE_LABEL[state])}
    </span>
  );
}

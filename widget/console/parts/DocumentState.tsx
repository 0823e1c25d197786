import type { Document } from '../../../server/contract/index.ts';
import { msg, t } from '../i18n/t.ts';

export const STATE_LABEL: Record<Document['state'] | 'off', string> = {
  waiting: msg('Waiting'),
  reading: msg('Reading'),
  preparing: msg('Preparing'),
  ready: msg('Ready'),
  failed: msg('Failed'),
  off: msg('Switched off'),
};

const TONE: Record<Document['state'] | 'off', string> = {
  waiting: 'none',
  reading: 'busy',
  preparing: 'busy',
  ready: 'good',
  failed: 'bad',
  off: 'none',
};

export function DocumentState({ document }: { document: Pick<Document, 'state' | 'enabled'> }) {
  const state = document.state === 'ready' && !document.enabled ? 'off' : document.state;
  return (
    <span className="state" data-tone={TONE[state]}>
      {t(STATE_LABEL[state])}
    </span>
  );
}

import type { Document } from '../../../server/contract/index.ts';

export const STATE_LABEL: Record<Document['state'] | 'off', string> = {
  waiting: 'Waiting',
  reading: 'Reading',
  preparing: 'Preparing',
  ready: 'Ready',
  failed: 'Failed',
  off: 'Switched off',
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
      {STATE_LABEL[state]}
    </span>
  );
}

import { useSyncExternalStore } from 'react';
import { t } from '../i18n/t.ts';

export type AlertKind = 'notification' | 'sound';

const STORAGE_KEYS: Record<AlertKind, string> = {
  notification: 'foyer:inbox-notification',
  sound: 'foyer:inbox-sound',
};
const SOUND_HOLDS_MS = 2_000;
const listeners = new Set<() => void>();

function isOn(kind: AlertKind): boolean {
  if (kind === 'notification' && (!('Notification' in window) || Notification.permission !== 'granted')) {
    return false;
  }
  return localStorage.getItem(STORAGE_KEYS[kind]) === 'on';
}

/** Call from a person's own click only. @returns whether it is as wanted: a browser may refuse notifications */
export async function chooseAlert(kind: AlertKind, on: boolean): Promise<boolean> {
  if (on && kind === 'notification') {
    if (!('Notification' in window) || (await Notification.requestPermission()) !== 'granted') return false;
  }
  localStorage.setItem(STORAGE_KEYS[kind], on ? 'on' : 'off');
  if (on && kind === 'sound') await playSound();
  for (const listener of listeners) listener();
  return true;
}

export function useAlert(kind: AlertKind): boolean {
  return useSyncExternalStore(subscribe, () => isOn(kind));
}

export function sayWaiting(count: number): string {
  return t('{count, plural, one {# visitor waits for a person} other {# visitors wait for a person}}', {
    count,
  });
}

/** Another visitor waits. */
export function alertOfWaiting(waiting: number): void {
  if (isOn('notification')) {
    // The same tag: several tabs and several visitors show one notification.
    const shown = new Notification(sayWaiting(waiting), { tag: 'foyer-waiting' });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
  }
  if (isOn('sound')) void playOnce();
}

/** In one tab only, one that the browser lets make a sound. */
async function playOnce(): Promise<void> {
  if (!navigator.userActivation?.hasBeenActive) return;
  if (!('locks' in navigator)) return await playSound();
  await navigator.locks.request('foyer:sound', { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    await playSound();
    await new Promise((done) => setTimeout(done, SOUND_HOLDS_MS));
  });
}

async function playSound(): Promise<void> {
  const audio = new AudioContext();
  const gain = audio.createGain();
  gain.connect(audio.destination);
  gain.gain.setValueAtTime(0.15, audio.currentTime);
  gain.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.6);
  for (const [frequency, after] of [
    [660, 0],
    [880, 0.15],
  ] as const) {
    const tone = audio.createOscillator();
    tone.frequency.value = frequency;
    tone.connect(gain);
    tone.start(audio.currentTime + after);
    tone.stop(audio.currentTime + 0.6);
  }
  await new Promise((done) => setTimeout(done, 700));
  await audio.close();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

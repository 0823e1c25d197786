const SECONDS = 0.25;

/** Two soft notes. Browsers stay silent until the visitor has touched the page, and nothing depends on it. */
export function playTone(): void {
  const audio = new AudioContext();
  const volume = audio.createGain();
  volume.gain.setValueAtTime(0.08, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + SECONDS);
  volume.connect(audio.destination);
  const note = audio.createOscillator();
  note.frequency.setValueAtTime(660, audio.currentTime);
  note.frequency.setValueAtTime(880, audio.currentTime + SECONDS / 3);
  note.connect(volume);
  note.addEventListener('ended', () => void audio.close());
  note.start();
  note.stop(audio.currentTime + SECONDS);
}

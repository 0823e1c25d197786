import { Button } from '@mantine/core';
import { useState } from 'react';
import { t } from '../i18n/t.ts';

/** Text to take away, with a button that says when it has been copied. */
export function CopyBlock({ text, label }: { text: string; label: string }) {
  const [note, setNote] = useState('');

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setNote(t('Copied.'));
    } catch {
      setNote(t('Your browser does not allow copying. Mark the text and copy it by hand.'));
    }
  }

  return (
    <div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it. */}
      <code className="code" tabIndex={0}>
        {text}
      </code>
      <div className="row copy-row">
        <Button variant="default" size="xs" onClick={() => void copy()}>
          {label}
        </Button>
        <span role="status" className="small done-note">
          {note}
        </span>
      </div>
    </div>
  );
}

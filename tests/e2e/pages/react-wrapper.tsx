import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { load } from '../../../widget/npm/index.ts';
import { FoyerChat } from '../../../widget/npm/react.ts';
import { pageSettings } from './settings.ts';

const { serverUrl, botId } = pageSettings();
const foyer = load({ server: serverUrl });
void foyer.open();

function Page() {
  const [heard, setHeard] = useState<string[]>([]);
  const [accent, setAccent] = useState('rgb(120, 20, 60)');
  return (
    <main>
      <FoyerChat
        server={serverUrl}
        bot={botId}
        theme={{ accent }}
        onEvent={(name) => setHeard((before) => [...before, name])}
      />
      <output>{heard.join(' ')}</output>
      <button type="button" onClick={() => setAccent('rgb(0, 80, 160)')}>
        Blue
      </button>
    </main>
  );
}

createRoot(document.body.appendChild(document.createElement('div'))).render(<Page />);

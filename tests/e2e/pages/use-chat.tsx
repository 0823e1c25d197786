import { useChat } from '@ai-sdk/react';
import { DefaultChatTransport, type UIMessage } from 'ai';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { pageSettings } from './settings.ts';

const { serverUrl, botId, session, conversationId } = pageSettings();
const headers = { 'x-foyer-session': session };

function Page({ earlier }: { earlier: UIMessage[] }) {
  const [draft, setDraft] = useState('');
  const chat = useChat({
    id: conversationId,
    messages: earlier,
    resume: true,
    transport: new DefaultChatTransport({ api: `${serverUrl}/api/chat`, headers, body: { botId } }),
  });
  return (
    <main>
      <ol>
        {chat.messages.map((message) => (
          <li key={message.id} className={message.role}>
            {message.parts.map((part) => (part.type === 'text' ? part.text : ''))}
            {message.parts.map((part) =>
              part.type === 'source-document' ? <cite key={part.sourceId}>{part.title}</cite> : null,
            )}
          </li>
        ))}
      </ol>
      <output>{chat.status}</output>
      {chat.error && <p role="alert">{chat.error.message}</p>}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void chat.sendMessage({ text: draft });
        }}
      >
        <input aria-label="Question" value={draft} onChange={(event) => setDraft(event.target.value)} />
      </form>
      <button type="button" onClick={() => void chat.stop()}>
        Stop
      </button>
      <button type="button" onClick={() => void chat.regenerate()}>
        Again
      </button>
    </main>
  );
}

const response = await fetch(`${serverUrl}/api/chat/${conversationId}`, { headers });
const earlier = response.ok ? ((await response.json()) as { messages: UIMessage[] }).messages : [];
createRoot(document.body.appendChild(document.createElement('div'))).render(
  <Page earlier={earlier.filter(({ parts }) => parts.length > 0)} />,
);

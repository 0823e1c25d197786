import { t } from '../i18n/t.ts';
import { CopyBlock } from './CopyBlock.tsx';

/** Names that lead every computer to itself. */
const LOCAL = /^(?:127\.[\d.]+|\[::1\]|(?:.+\.)?localhost)$/;

/** The line that puts the chat on a site, with what it does. */
export function Snippet({ botId }: { botId: string }) {
  return (
    <>
      <p className="quiet">
        {t(
          'Paste this line into each page that should have the chat, just before </head>. The round button appears in the corner; nothing is loaded or stored before a visitor opens it.',
        )}
      </p>
      <CopyBlock text={snippetOf(botId)} label={t('Copy the line')} />
      {LOCAL.test(location.hostname) && (
        <p className="notice small">
          {t(
            'The address in this line works on this computer only, which is enough to try it. For visitors, open this console at the address under which your server can be reached, and copy the line there.',
          )}
        </p>
      )}
    </>
  );
}

function snippetOf(botId: string): string {
  return `<script async src="${location.origin}/widget.js?bot=${botId}" data-bot="${botId}"></script>`;
}

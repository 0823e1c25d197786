import { t } from '../i18n/t.ts';
import { CopyBlock } from './CopyBlock.tsx';

/** The line that puts the chat on a site, with what it does. */
export function Snippet({ botId }: { botId: string }) {
  return (
    <>
      <p className="quiet">
        {t(
          'Paste this line into each page that should have the chat, just before the end of its head. The round button appears in the corner; nothing is loaded or stored before a visitor opens it.',
        )}
      </p>
      <CopyBlock text={snippetOf(botId)} label={t('Copy the line')} />
    </>
  );
}

function snippetOf(botId: string): string {
  return `<script async src="${location.origin}/widget.js?bot=${botId}" data-bot="${botId}"></script>`;
}

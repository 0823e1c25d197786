import { t } from '../i18n/t.ts';
import { CopyBlock } from './CopyBlock.tsx';

/** The line that puts the chat on a site, with what it does. */
type Props = { botId: string; attributes?: readonly string[] };

export function Snippet({ botId, attributes = [] }: Props) {
  return (
    <>
      <p className="quiet">
        {t(
          'Paste this line into each page that should have the chat, just before the end of its head. The round button appears in the corner; nothing is loaded or stored before a visitor opens it.',
        )}
      </p>
      <CopyBlock text={snippetOf(botId, attributes)} label={t('Copy the line')} />
    </>
  );
}

function snippetOf(botId: string, attributes: readonly string[]): string {
  const all = [`data-bot="${botId}"`, ...attributes].join(' ');
  return `<script async src="${location.origin}/widget.js?bot=${botId}" ${all}></script>`;
}

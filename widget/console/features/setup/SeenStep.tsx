import { Button } from '@mantine/core';
import type { Overview } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { formatTime } from '../../parts/format.ts';
import { Icon } from '../../parts/Icon.tsx';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { siteName } from '../../parts/site-name.ts';

type Props = { botId: string; overview: Overview; onBack(): void };

/** The server notes where the chat is opened; this page waits for it. */
export function SeenStep({ botId, overview: { lastSeen }, onBack }: Props) {
  return (
    <section className="card stack" aria-labelledby="seen-title">
      <h2 id="seen-title">{lastSeen === null ? t('Now open your page') : t('We saw your site')}</h2>
      <div role="status">
        {lastSeen === null ? (
          <p>
            {t(
              'Open a page of yours that has the line, and click the round button once. This page notices by itself.',
            )}
          </p>
        ) : (
          <p className="setup-seen">
            <Icon name="check" />
            {t('The chat was opened on {site}, {time}.', {
              site: siteName(lastSeen.origin),
              time: formatTime(lastSeen.at),
            })}
          </p>
        )}
      </div>
      {lastSeen === null && (
        <p className="quiet">
          {t(
            'Nothing happens? See that the line stands in the page, that this address can be reached from it, and that a strict content policy of the site allows it.',
          )}
        </p>
      )}
      <div className="row">
        <LinkButton to="/$botId/start" params={{ botId }} variant={lastSeen === null ? 'default' : 'filled'}>
          {t('Go to Start')}
        </LinkButton>
        <Button variant="default" onClick={onBack}>
          {t('Show the line again')}
        </Button>
      </div>
    </section>
  );
}

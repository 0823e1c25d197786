import { Button } from '@mantine/core';
import { t } from '../../i18n/t.ts';
import { Snippet } from '../../parts/Snippet.tsx';

/** The one line that a site needs. */
export function SnippetStep({ botId, onNext }: { botId: string; onNext(): void }) {
  return (
    <section className="card stack" aria-labelledby="snippet-title">
      <h2 id="snippet-title">{t('Put it on your website')}</h2>
      <Snippet botId={botId} />
      <p className="quiet">{t('Somebody else looks after your website? Send them this line.')}</p>
      <div className="row">
        <Button onClick={onNext}>{t('It is on my site')}</Button>
      </div>
    </section>
  );
}

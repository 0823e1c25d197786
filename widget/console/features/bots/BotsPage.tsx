import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Query } from '../../parts/Query.tsx';
import { type Bot, botsQuery } from '../../queries.ts';
import { BotItem } from './BotItem.tsx';
import { BringBot } from './BringBot.tsx';
import { ImportList } from './ImportList.tsx';

/** Every bot of this installation: in service first, archived ones below. */
export function BotsPage() {
  const bots = useQuery(botsQuery());
  const mayCreate = useMay()('bots:create');
  return (
    <>
      <PageHead
        title={t('Bots')}
        actions={
          mayCreate && (
            <>
              <BringBot />
              <LinkButton to="/-/new">{t('New bot')}</LinkButton>
            </>
          )
        }
      >
        {t('One bot for each site or audience. Each has its own knowledge, words and tests.')}
      </PageHead>
      {mayCreate && <ImportList />}
      <Query result={bots}>
        {(all) => (
          <>
            <BotList title={t('In service')} bots={all.filter((bot) => bot.archivedAt === null)} />
            <BotList title={t('Archived')} bots={all.filter((bot) => bot.archivedAt !== null)} />
          </>
        )}
      </Query>
    </>
  );
}

function BotList({ title, bots }: { title: string; bots: readonly Bot[] }) {
  if (bots.length === 0) return null;
  return (
    <section>
      <h2 className="section-title">{title}</h2>
      <ul className="plain list bots">
        {bots.map((bot) => (
          <BotItem key={bot.id} bot={bot} />
        ))}
      </ul>
    </section>
  );
}

import { Button } from '@mantine/core';
import { t } from '../../i18n/t.ts';
import { useActorName } from '../../parts/actor-name.ts';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { formatDay } from '../../parts/format.ts';
import { deleteWord, type OwnWord } from '../../queries/words.ts';
import { useRefreshWords } from './use-refresh-words.ts';

type Props = { word: OwnWord; mayChange: boolean; onEdit(): void };

export function WordItem({ word, mayChange, onEdit }: Props) {
  const actorName = useActorName();
  const refresh = useRefreshWords(word.botId);
  const { customersSay, pagesSay, note, addedBy, createdAt, unsaid } = word;
  return (
    <li>
      <div>
        <h2 className="list-title">{t('“{text}”', { text: customersSay })}</h2>
        <p className="small">{t('Your pages say: {words}', { words: pagesSay.join(', ') })}</p>
        {note !== '' && <p className="quiet small preserve">{note}</p>}
        <p className="quiet small">
          {t('added by {name}, {day}', { name: actorName(addedBy), day: formatDay(createdAt) })}
        </p>
        {unsaid.length > 0 && <p className="notice small">{warningOf(word)}</p>}
      </div>
      {mayChange && (
        <div className="list-actions">
          <Button
            variant="subtle"
            size="xs"
            aria-label={t('Change “{question}”', { question: customersSay })}
            onClick={onEdit}
          >
            {t('Change')}
          </Button>
          <ConfirmButton
            label={t('Delete')}
            name={t('Delete “{question}”', { question: customersSay })}
            title={t('Delete this entry?')}
            confirm={t('Delete')}
            onConfirm={async () => {
              await deleteWord(word);
              await refresh();
            }}
          >
            {t('The bot will take “{text}” as it stands, from the next question on.', { text: customersSay })}
          </ConfirmButton>
        </div>
      )}
    </li>
  );
}

function warningOf({ pagesSay, unsaid }: OwnWord): string {
  const words = unsaid.map((text) => t('“{text}”', { text })).join(', ');
  return unsaid.length === pagesSay.length
    ? t('None of your pages says {words}, so this does nothing yet.', { words })
    : t('None of your pages says {words}; the rest is searched for.', { words });
}

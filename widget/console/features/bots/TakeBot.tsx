import { Button, Checkbox, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/t.ts';
import { Problem } from '../../parts/Problem.tsx';
import { downloadBot } from '../../queries/bot-files.ts';
import type { Bot } from '../../queries.ts';

/** A whole bot as a file, after a word on what is in it. */
export function TakeBot({ bot }: { bot: Bot }) {
  const [open, setOpen] = useState(false);
  const [withModel, setWithModel] = useState(true);
  const take = useMutation({
    mutationFn: () => downloadBot(bot.id, !withModel),
    onSuccess: () => setOpen(false),
  });

  function start(): void {
    take.reset();
    setOpen(true);
  }

  return (
    <>
      <Button
        variant="subtle"
        size="xs"
        aria-label={t('Download as a file: {name}', { name: bot.name })}
        onClick={start}
      >
        {t('Download as a file')}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t('Download “{name}” as a file', { name: bot.name })}
        centered
      >
        <div className="stack">
          <p>
            {t(
              'The file holds the settings, documents, approved answers, words of your customers, lessons and tests. Another Foyer, or this one, makes a new bot of it.',
            )}
          </p>
          <p className="quiet">
            {t(
              'Not in it: conversations, visitors, accounts, API keys, the webhook, the record of who did what. It is not encrypted: keep it as you keep the documents in it.',
            )}
          </p>
          <Checkbox
            label={t('With what it was taught, where a taught version is published')}
            checked={withModel}
            onChange={(event) => setWithModel(event.currentTarget.checked)}
          />
          {take.isError && <Problem error={take.error} />}
          <div className="dialog-actions">
            <Button variant="default" onClick={() => setOpen(false)}>
              {t('Cancel')}
            </Button>
            <Button loading={take.isPending} data-autofocus onClick={() => take.mutate()}>
              {t('Download')}
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}

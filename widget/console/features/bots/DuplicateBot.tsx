import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { Problem } from '../../parts/Problem.tsx';
import { duplicateBot } from '../../queries/bots.ts';
import { type Bot, botsQuery } from '../../queries.ts';

export function DuplicateBot({ bot }: { bot: Bot }) {
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const duplicate = useMutation({
    mutationFn: () => duplicateBot(bot.id, name.trim()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: botsQuery().queryKey });
      setOpen(false);
    },
  });

  function start(): void {
    duplicate.reset();
    setName(t('Copy of {name}', { name: bot.name }));
    setOpen(true);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    duplicate.mutate();
  }

  return (
    <>
      <Button
        variant="subtle"
        size="xs"
        aria-label={t('Duplicate {name}', { name: bot.name })}
        onClick={start}
      >
        {t('Duplicate')}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={t('Duplicate this bot')} centered>
        <form className="stack" onSubmit={submit}>
          <p className="quiet">
            {t(
              'The copy begins with the same settings, documents, approved answers, words of your customers, lessons and tests. Conversations, API keys and taught versions stay with the first.',
            )}
          </p>
          <TextInput
            data-autofocus
            label={t('Name of the bot')}
            required
            withAsterisk={false}
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {duplicate.isError && <Problem error={duplicate.error} />}
          <div className="dialog-actions">
            <Button variant="default" onClick={() => setOpen(false)}>
              {t('Cancel')}
            </Button>
            <Button type="submit" loading={duplicate.isPending}>
              {t('Duplicate')}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}

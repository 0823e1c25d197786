import { Button, Checkbox, FileButton, Modal, Progress, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { Icon } from '../../parts/Icon.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { bringBot, importsQuery } from '../../queries/bot-files.ts';

/** Sends a bot's file; what becomes of it stands on the page from then on. */
export function BringBot() {
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState('');
  const [withModel, setWithModel] = useState(true);
  const [sent, setSent] = useState(0);
  const bring = useMutation({
    mutationFn: (chosen: File) =>
      bringBot({ file: chosen, name: name.trim(), withoutModel: !withModel, onSent: setSent }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: importsQuery().queryKey });
      setOpen(false);
    },
  });

  function start(): void {
    bring.reset();
    setFile(null);
    setName('');
    setWithModel(true);
    setSent(0);
    setOpen(true);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (file !== null) bring.mutate(file);
  }

  return (
    <>
      <Button variant="default" onClick={start}>
        {t('Bring a bot from a file')}
      </Button>
      <Modal
        opened={open}
        onClose={() => !bring.isPending && setOpen(false)}
        title={t('Bring a bot from a file')}
        centered
      >
        <form className="stack" onSubmit={submit}>
          <p className="quiet">
            {t(
              'Choose a file that was downloaded from a Bots page. It becomes a new bot beside yours; none of them is changed.',
            )}
          </p>
          <div className="row">
            <FileButton
              accept=".zip,application/zip"
              onChange={(chosen) => {
                setFile(chosen);
                bring.reset();
              }}
            >
              {(props) => (
                <Button
                  variant="default"
                  leftSection={<Icon name="upload" size={18} />}
                  disabled={bring.isPending}
                  data-autofocus
                  {...props}
                >
                  {t('Choose a file')}
                </Button>
              )}
            </FileButton>
            <span className="small chosen-file" role="status">
              {file?.name}
            </span>
          </div>
          <TextInput
            label={t('Name of the bot')}
            description={t('Empty: the name in the file.')}
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Checkbox
            label={t('With what it was taught, where the file holds it')}
            checked={withModel}
            onChange={(event) => setWithModel(event.currentTarget.checked)}
          />
          {bring.isPending && <Progress value={100 * sent} aria-label={t('Sent so far')} />}
          {bring.isError && <Problem error={bring.error} />}
          <div className="dialog-actions">
            <Button variant="default" disabled={bring.isPending} onClick={() => setOpen(false)}>
              {t('Cancel')}
            </Button>
            <Button type="submit" disabled={file === null} loading={bring.isPending}>
              {t('Bring it in')}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}

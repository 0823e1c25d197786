import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { said, t } from '../../i18n/t.ts';
import { GROUND_LABEL } from '../../parts/ground-words.ts';
import { Problem } from '../../parts/Problem.tsx';
import { publishVersion, releasesQuery, type Version, versionsQuery } from '../../queries/versions.ts';
import { passesGate, sayTests } from './compare-words.ts';
import { DecisionBrought } from './DecisionBrought.tsx';

type Props = {
  version: Version;
  /** Number of the release that answers now, 0 for none. */
  serving: number;
  opened: boolean;
  onClose(): void;
};

/** With the gate on its side it takes one click; against the gate, a written reason, which is kept. */
export function PublishDialog({ version, serving, opened, onClose }: Props) {
  const { botId, id: versionId, gate } = version;
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const [reason, setReason] = useState('');
  const passes = passesGate(gate);
  const publish = useMutation({
    mutationFn: () =>
      publishVersion(botId, {
        versionId,
        expectedRelease: serving,
        ...(note.trim() === '' ? {} : { note: note.trim() }),
        ...(passes ? {} : { override: { reason: reason.trim() } }),
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: releasesQuery(botId).queryKey });
      await queries.invalidateQueries({ queryKey: versionsQuery(botId).queryKey });
      onClose();
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    publish.mutate();
  }

  return (
    <Modal opened={opened} onClose={onClose} size="lg" title={t('Publish this version?')}>
      <form className="stack" onSubmit={submit}>
        <p>
          {t('From the next question on, {version} answers your visitors. You can roll back at any time.', {
            version: versionId,
          })}
        </p>
        {opened && <DecisionBrought version={version} />}
        {gate && passes ? (
          <p className="row">
            <span className="state" data-tone="good">
              {t('The gate found it better')}
            </span>
            <span className="quiet">{sayTests(gate)}</span>
          </p>
        ) : (
          <>
            <WhyNot gate={gate} />
            <Textarea
              label={t('Why publish it all the same')}
              description={t('Kept with the release, for whoever asks later.')}
              required
              withAsterisk={false}
              maxLength={500}
              autosize
              minRows={2}
              data-autofocus
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          </>
        )}
        <TextInput
          label={t('Note')}
          description={t('What is new, in a few words; may stay empty.')}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {publish.isPending && (
          <p className="quiet small" role="status">
            {t('Starting the version, so that no visitor waits for it…')}
          </p>
        )}
        {publish.isError && <Problem error={publish.error} />}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button
            type="submit"
            {...(passes ? {} : { color: 'red' })}
            disabled={!passes && reason.trim() === ''}
            loading={publish.isPending}
          >
            {passes ? t('Publish') : t('Publish against the gate')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function WhyNot({ gate }: { gate: Version['gate'] }) {
  if (!gate) {
    return (
      <div className="notice">
        <p>{t('The gate has not compared it yet. Compare it first, if you can.')}</p>
      </div>
    );
  }
  if (gate.split === 'dev') {
    return (
      <div className="notice">
        <p>
          {t(
            'It was compared on practice tests only. They are known from teaching, so they prove nothing about new questions. Compare it on the final tests first: “Compare” on its card does so.',
          )}
        </p>
      </div>
    );
  }
  const isBetter = gate.verdict === 'better';
  return (
    <div className="notice stack">
      <p>
        {isBetter
          ? t('The gate found it better, but this has changed since. Compare it again:')
          : t('The gate did not find it better:')}
      </p>
      <ul>
        {(isBetter ? gate.changedSince.map((part) => t(GROUND_LABEL[part])) : gate.reasons.map(said)).map(
          (why) => (
            <li key={why}>{why}</li>
          ),
        )}
      </ul>
    </div>
  );
}

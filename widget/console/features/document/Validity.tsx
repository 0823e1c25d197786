import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Document } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { setDocumentValidity } from '../../queries.ts';
import { useSeen } from './use-seen.ts';

/** From which day to which a document answers; days as the server counts them (UTC). */
export function Validity({ botId, document }: { botId: string; document: Document }) {
  const mayChange = useMay()('documents:change');
  const [first, setFirst] = useState(dayOf(document.validFrom));
  const [last, setLast] = useState(dayOf(document.validUntil));
  const { expected, reread } = useSeen(botId, document);
  const save = useMutation({
    mutationFn: () => {
      const { validFrom = null, validUntil = null } = expected;
      const bounds = {
        validFrom: first === '' ? null : Date.parse(`${first}T00:00:00.000Z`),
        validUntil: last === '' ? null : Date.parse(`${last}T23:59:59.999Z`),
      };
      return setDocumentValidity(botId, document.id, { bounds, expected: { validFrom, validUntil } });
    },
    onSettled: reread,
  });
  const isChanged = first !== dayOf(document.validFrom) || last !== dayOf(document.validUntil);

  function submit(event: FormEvent): void {
    event.preventDefault();
    save.mutate();
  }

  return (
    <section aria-labelledby="validity-title">
      <h2 id="validity-title" className="section-title">
        {t('How long it holds')}
      </h2>
      <p className="quiet small">{t('Before and after, no answer uses it.')}</p>
      <form className="stack" onSubmit={submit}>
        <TextInput
          label={t('First day')}
          type="date"
          value={first}
          disabled={!mayChange}
          onChange={(event) => setFirst(event.currentTarget.value)}
        />
        <TextInput
          label={t('Last day')}
          type="date"
          value={last}
          disabled={!mayChange}
          onChange={(event) => setLast(event.currentTarget.value)}
        />
        {save.isError && <Problem error={save.error} />}
        {mayChange && (
          <Button type="submit" variant="default" disabled={!isChanged} loading={save.isPending}>
            {t('Save')}
          </Button>
        )}
      </form>
    </section>
  );
}

function dayOf(time: number | undefined): string {
  return time === undefined ? '' : new Date(time).toISOString().slice(0, 10);
}

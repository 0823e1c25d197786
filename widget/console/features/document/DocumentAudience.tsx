import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Document } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { AudienceFields, audienceDraft, audienceOf } from '../../parts/AudienceFields.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { setDocumentAudience } from '../../queries.ts';
import { useSeen } from './use-seen.ts';

/** Who may be told what a document says. */
export function DocumentAudience({ botId, document }: { botId: string; document: Document }) {
  const mayChange = useMay()('documents:change');
  const [draft, setDraft] = useState(audienceDraft(document.audience));
  const audience = audienceOf(draft);
  const { expected, reread } = useSeen(botId, document);
  const save = useMutation({
    mutationFn: () =>
      setDocumentAudience(botId, document.id, {
        audience: audience ?? document.audience,
        expected: expected.audience,
      }),
    onSettled: reread,
  });
  const saved = audienceDraft(document.audience);
  const isChanged = draft.kind !== saved.kind || draft.groups !== saved.groups;

  function submit(event: FormEvent): void {
    event.preventDefault();
    save.mutate();
  }

  return (
    <section aria-labelledby="audience-title">
      <h2 id="audience-title" className="section-title">
        {t('Who may be told')}
      </h2>
      <p className="quiet small">
        {t('For all others it is as if this document were not there, from the next question on.')}
      </p>
      <form className="stack" onSubmit={submit}>
        <AudienceFields
          label={t('Who may be told what it says')}
          draft={draft}
          disabled={!mayChange}
          onChange={setDraft}
        />
        {save.isError && <Problem error={save.error} />}
        {mayChange && (
          <Button
            type="submit"
            variant="default"
            disabled={!isChanged || audience === undefined}
            loading={save.isPending}
          >
            {t('Save')}
          </Button>
        )}
      </form>
    </section>
  );
}

import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { t } from '../../../i18n/t.ts';
import { AudienceFields, audienceDraft, audienceOf, FOR_EVERYONE } from '../../../parts/AudienceFields.tsx';
import { linesOf } from '../../../parts/lists.ts';
import { Problem } from '../../../parts/Problem.tsx';
import { addSite, changeSite, type Site, type SiteSettings, sitesQuery } from '../../../queries/crawls.ts';

const DEFAULT_MAX_PAGES = 500;
const MAX_PAGES = 5_000;

type Props = { botId: string; site?: Site; onClose(): void };

/** Which pages of a site are read, and when. */
export function SiteDialog({ botId, site, onClose }: Props) {
  const queries = useQueryClient();
  const [startUrl, setStartUrl] = useState(site?.startUrl ?? '');
  const [include, setInclude] = useState(site?.include.join('\n') ?? '');
  const [exclude, setExclude] = useState(site?.exclude.join('\n') ?? '');
  const [schedule, setSchedule] = useState<SiteSettings['schedule']>(site?.schedule ?? 'weekly');
  const [maxPages, setMaxPages] = useState(String(site?.maxPages ?? DEFAULT_MAX_PAGES));
  const [audience, setAudience] = useState(site ? audienceDraft(site.audience) : FOR_EVERYONE);
  const save = useMutation({
    mutationFn: () => {
      const settings: SiteSettings = {
        include: linesOf(include),
        exclude: linesOf(exclude),
        schedule,
        maxPages: Number(maxPages),
        audience: audienceOf(audience) ?? { kind: 'signed-in' },
      };
      return site
        ? changeSite(site, settings)
        : addSite(botId, { startUrl: addressOf(startUrl), ...settings });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: sitesQuery(botId).queryKey });
      onClose();
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    save.mutate();
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={site ? t('What is read of this site') : t('Read a web site')}
      size="lg"
    >
      <form className="stack" onSubmit={submit}>
        {!site && (
          <TextInput
            label={t('Address')}
            description={t('A page or a sitemap. Only pages of its site are read, about one a second.')}
            placeholder="https://example.org/help"
            value={startUrl}
            maxLength={1_500}
            required
            withAsterisk={false}
            data-autofocus
            onChange={(event) => setStartUrl(event.currentTarget.value)}
          />
        )}
        <Textarea
          label={t('Only pages below')}
          description={t(
            'Beginnings of paths, one a line, such as /help; * stands for anything. Empty: all pages.',
          )}
          value={include}
          rows={2}
          onChange={(event) => setInclude(event.currentTarget.value)}
        />
        <Textarea
          label={t('Not these')}
          description={t('For instance /help/archive')}
          value={exclude}
          rows={2}
          onChange={(event) => setExclude(event.currentTarget.value)}
        />
        <div className="columns">
          <NativeSelect
            label={t('Read it again')}
            value={schedule}
            data={[
              { value: 'never', label: t('Only when I say so') },
              { value: 'daily', label: t('Every day') },
              { value: 'weekly', label: t('Every week') },
            ]}
            onChange={(event) => setSchedule(event.currentTarget.value as SiteSettings['schedule'])}
          />
          <TextInput
            type="number"
            label={t('Pages at most')}
            value={maxPages}
            min={1}
            max={MAX_PAGES}
            required
            withAsterisk={false}
            onChange={(event) => setMaxPages(event.currentTarget.value)}
          />
        </div>
        <AudienceFields
          label={t('Who may be told what its pages say')}
          draft={audience}
          onChange={setAudience}
        />
        {save.isError && <Problem error={save.error} />}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button
            type="submit"
            loading={save.isPending}
            disabled={(!site && startUrl.trim() === '') || audienceOf(audience) === undefined}
          >
            {site ? t('Save') : t('Begin reading')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** People leave out what every address begins with. */
function addressOf(text: string): string {
  const address = text.trim();
  return /^[a-z]+:\/\//i.test(address) ? address : `https://${address}`;
}

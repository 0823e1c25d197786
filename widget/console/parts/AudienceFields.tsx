import { NativeSelect, TextInput } from '@mantine/core';
import type { Audience } from '../../../server/contract/index.ts';
import { msg, t } from '../i18n/t.ts';
import { namesOf } from './lists.ts';

/** As it is chosen: the groups as people write them, between commas. */
export type AudienceDraft = { kind: Audience['kind']; groups: string };
export const FOR_EVERYONE: AudienceDraft = { kind: 'everyone', groups: '' };

const KIND_LABEL: Record<Audience['kind'], string> = {
  everyone: msg('Everyone'),
  'signed-in': msg('Visitors who are signed in on your site'),
  groups: msg('Only some groups of them'),
};

export function audienceDraft(audience: Audience): AudienceDraft {
  return { kind: audience.kind, groups: audience.kind === 'groups' ? audience.groups.join(', ') : '' };
}

/** Undefined while groups are chosen and none is named. */
export function audienceOf({ kind, groups }: AudienceDraft): Audience | undefined {
  if (kind !== 'groups') return { kind };
  const names = namesOf(groups);
  return names.length === 0 ? undefined : { kind, groups: [...new Set(names)] };
}

/** In a word or two, for lists; undefined for everyone, which needs no saying. */
export function audienceWords(audience: Audience): string | undefined {
  if (audience.kind === 'everyone') return undefined;
  if (audience.kind === 'signed-in') return t('Signed-in visitors only');
  return t('Only for {groups}', { groups: audience.groups.join(', ') });
}

type Props = {
  label: string;
  draft: AudienceDraft;
  disabled?: boolean;
  onChange(draft: AudienceDraft): void;
};

/** Who may be told what a document says. */
export function AudienceFields({ label, draft, disabled = false, onChange }: Props) {
  return (
    <>
      <NativeSelect
        label={label}
        value={draft.kind}
        disabled={disabled}
        data={Object.entries(KIND_LABEL).map(([value, words]) => ({ value, label: t(words) }))}
        onChange={(event) => onChange({ ...draft, kind: event.currentTarget.value as Audience['kind'] })}
      />
      {draft.kind === 'groups' && (
        <TextInput
          label={t('Groups')}
          description={t('As the tokens of your site name them, with commas between.')}
          placeholder="partners, staff"
          value={draft.groups}
          maxLength={2_000}
          disabled={disabled}
          onChange={(event) => onChange({ ...draft, groups: event.currentTarget.value })}
        />
      )}
    </>
  );
}

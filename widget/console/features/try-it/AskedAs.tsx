import { NativeSelect, TextInput } from '@mantine/core';
import type { VisitorReader } from '../../../../server/contract/index.ts';
import { msg, t } from '../../i18n/t.ts';
import { namesOf } from '../../parts/lists.ts';

export type AskedAsDraft = { kind: 'anyone' | 'signed-in' | 'groups'; groups: string };
export const AS_ANYONE: AskedAsDraft = { kind: 'anyone', groups: '' };

const KIND_LABEL: Record<AskedAsDraft['kind'], string> = {
  anyone: msg('anyone on your site'),
  'signed-in': msg('signed in on your site'),
  groups: msg('signed in and in these groups'),
};

/** Undefined: a visitor nobody knows. */
export function readerOf({ kind, groups }: AskedAsDraft): VisitorReader | undefined {
  if (kind === 'anyone') return undefined;
  return { signedIn: true, groups: kind === 'groups' ? namesOf(groups) : [] };
}

type Props = { draft: AskedAsDraft; onChange(draft: AskedAsDraft): void };

/** As which visitor a question is tried, since not every document is for everyone. */
export function AskedAs({ draft, onChange }: Props) {
  return (
    <>
      <NativeSelect
        label={t('As a visitor who is')}
        value={draft.kind}
        data={Object.entries(KIND_LABEL).map(([value, words]) => ({ value, label: t(words) }))}
        onChange={(event) => onChange({ ...draft, kind: event.currentTarget.value as AskedAsDraft['kind'] })}
      />
      {draft.kind === 'groups' && (
        <TextInput
          label={t('Groups')}
          placeholder="partners, staff"
          value={draft.groups}
          maxLength={2_000}
          onChange={(event) => onChange({ ...draft, groups: event.currentTarget.value })}
        />
      )}
    </>
  );
}

import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AuditSearch } from '../../app/searches.ts';
import { t } from '../../i18n/t.ts';
import { auditFacetsQuery } from './queries.ts';
import { actorLabel, verbLabel } from './words.ts';

const TYPING_MS = 300;

type Props = { search: AuditSearch; onChange(next: AuditSearch): void };

export function AuditFilters({ search, onChange }: Props) {
  const facets = useQuery(auditFacetsQuery()).data;
  const [text, setText] = useState(search.text ?? '');
  const set = (field: keyof AuditSearch, value: string) => {
    const { [field]: _gone, ...others } = search;
    onChange(value === '' ? others : { ...others, [field]: value });
  };
  const findSoon = useDebouncedCallback((value: string) => set('text', value), TYPING_MS);
  const all = { value: '', label: t('All') };
  const actors = facets?.actors.map(({ id, name }) => ({ value: id, label: actorLabel(id, name) })) ?? [];
  const verbs = facets?.verbs.map((verb) => ({ value: verb, label: verbLabel(verb) })) ?? [];
  const byLabel = (a: { label: string }, b: { label: string }) => a.label.localeCompare(b.label);

  return (
    <search className="audit-filters">
      <TextInput
        label={t('Search the record')}
        type="search"
        value={text}
        maxLength={200}
        onChange={(event) => {
          setText(event.currentTarget.value);
          findSoon(event.currentTarget.value.trim());
        }}
      />
      <NativeSelect
        label={t('Who')}
        value={search.actor ?? ''}
        data={[all, ...actors.sort(byLabel)]}
        onChange={(event) => set('actor', event.currentTarget.value)}
      />
      <NativeSelect
        label={t('What')}
        value={search.verb ?? ''}
        data={[all, ...verbs.sort(byLabel)]}
        onChange={(event) => set('verb', event.currentTarget.value)}
      />
      <TextInput
        label={t('From')}
        type="date"
        value={search.from ?? ''}
        onChange={(event) => set('from', event.currentTarget.value)}
      />
      <TextInput
        label={t('Until')}
        type="date"
        value={search.to ?? ''}
        onChange={(event) => set('to', event.currentTarget.value)}
      />
    </search>
  );
}

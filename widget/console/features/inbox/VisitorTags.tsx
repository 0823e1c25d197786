import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { InboxItem } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { inboxConversationQuery, setTags } from '../../queries/inbox.ts';

type Props = { botId: string; item: InboxItem };

/** Words by which conversations are found again; each leads to those that have it. */
export function VisitorTags({ botId, item }: Props) {
  const queries = useQueryClient();
  const may = useMay();
  const [text, setText] = useState('');
  const save = useMutation({
    mutationFn: (tags: string[]) => setTags({ botId, conversationId: item.id, tags }),
    onSuccess: async () => {
      setText('');
      await queries.invalidateQueries({ queryKey: inboxConversationQuery(botId, item.id).queryKey });
    },
  });

  function add(event: FormEvent): void {
    event.preventDefault();
    if (text.trim() !== '') save.mutate([...item.tags, text.trim()]);
  }

  return (
    <div className="stack">
      {item.tags.length > 0 && (
        <ul className="plain row" aria-label={t('Tags')}>
          {item.tags.map((tag) => (
            <li key={tag} className="inbox-tag">
              <Link to="/$botId/inbox" params={{ botId }} search={{ tag }}>
                {tag}
              </Link>
              {may('conversations:reply') && (
                <button
                  type="button"
                  aria-label={t('Remove the tag {tag}', { tag })}
                  onClick={() => save.mutate(item.tags.filter((other) => other !== tag))}
                >
                  ×
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {may('conversations:reply') && (
        <form className="row" onSubmit={add}>
          <TextInput
            aria-label={t('New tag')}
            placeholder={t('New tag')}
            size="xs"
            value={text}
            maxLength={40}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" size="xs" loading={save.isPending}>
            {t('Add tag')}
          </Button>
        </form>
      )}
      {save.isError && <Problem error={save.error} />}
    </div>
  );
}

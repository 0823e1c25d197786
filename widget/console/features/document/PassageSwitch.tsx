import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n/t.ts';
import { Problem } from '../../parts/Problem.tsx';
import { setPassageEnabled } from '../../queries/document-texts.ts';
import { documentQuery, searchKey } from '../../queries.ts';

type Props = {
  botId: string;
  documentId: string;
  passage: { id: string; position: number; withheld: boolean };
};

/** One passage out of use, while the rest of its document answers; undone with the same button. */
export function PassageSwitch({ botId, documentId, passage: { id, position, withheld } }: Props) {
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: () => setPassageEnabled({ botId, documentId, passageId: id }, withheld),
    onSuccess: (saved) => {
      queries.setQueryData(documentQuery(botId, documentId).queryKey, saved);
      return queries.invalidateQueries({ queryKey: searchKey(botId) });
    },
  });
  const number = position + 1;
  return (
    <>
      <Button
        variant="subtle"
        size="xs"
        loading={change.isPending}
        aria-label={
          withheld
            ? t('Use again: passage {number}', { number })
            : t('Take out of use: passage {number}', { number })
        }
        onClick={() => change.mutate()}
      >
        {withheld ? t('Use again') : t('Take out of use')}
      </Button>
      {change.isError && <Problem error={change.error} />}
    </>
  );
}

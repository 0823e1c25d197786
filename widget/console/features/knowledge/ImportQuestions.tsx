import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { msg, t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { type FileReport, ImportDialog } from '../../parts/ImportDialog.tsx';
import { importApprovedFiles } from '../../parts/import-approved-files.ts';
import { approvedQuery } from '../../queries/approved.ts';
import { importLessons, lessonsKey } from '../../queries/lessons.ts';
import { importTests, testsKey } from '../../queries/tests.ts';
import '../../parts/choices.css';

type Target = 'approved' | 'lessons' | 'tests';

const TARGETS = [
  {
    id: 'approved',
    name: msg('Approved answers'),
    what: msg('The bot says these answers word for word, from the next question on.'),
  },
  {
    id: 'lessons',
    name: msg('Lessons'),
    what: msg('Drafts that somebody approves; the bot learns to answer like this when it is taught.'),
  },
  {
    id: 'tests',
    name: msg('Tests'),
    what: msg('Questions that measure the bot; it is never taught from them.'),
  },
] as const satisfies readonly { id: Target; name: string; what: string }[];

/** A table of questions with their answers, made into what the staff choose. */
export function ImportQuestions({ botId, onClose }: { botId: string; onClose(): void }) {
  const may = useMay();
  const queries = useQueryClient();
  const allowed = {
    approved: may('bots:change'),
    lessons: may('lessons:change'),
    tests: may('tests:change'),
  };
  const [target, setTarget] = useState<Target>(allowed.approved ? 'approved' : 'lessons');

  async function bringIn(files: File[], skipInvalid: boolean): Promise<FileReport[]> {
    if (target === 'approved') {
      const reports = await importApprovedFiles(botId, files);
      await queries.invalidateQueries({ queryKey: approvedQuery(botId).queryKey });
      return reports;
    }
    const isLessons = target === 'lessons';
    const report = isLessons
      ? await importLessons(botId, files, { skipInvalid, approve: false })
      : await importTests(botId, files, skipInvalid);
    await queries.invalidateQueries({ queryKey: isLessons ? lessonsKey(botId) : testsKey(botId) });
    return report.files;
  }

  return (
    <ImportDialog
      opened
      title={t('Bring in questions')}
      accept=".csv"
      keepsRest={target === 'approved'}
      onClose={onClose}
      onImport={(files, { skipInvalid }) => bringIn(files, skipInvalid)}
    >
      <p>{t('A CSV file with the columns question and answer, a question a row.')}</p>
      <fieldset className="choices">
        <legend>{t('What they become')}</legend>
        {TARGETS.map(({ id, name, what }) => (
          <label key={id} className="choice">
            <input
              type="radio"
              name="target"
              checked={target === id}
              disabled={!allowed[id]}
              onChange={() => setTarget(id)}
            />
            <span>
              <strong>{t(name)}</strong>
              <span className="quiet small">{t(what)}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </ImportDialog>
  );
}

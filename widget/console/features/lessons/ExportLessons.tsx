import { Button, NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/t.ts';
import { Problem } from '../../parts/Problem.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { exportLessons, type LessonFormat } from '../../queries/lessons.ts';
import './lessons.css';

const FILE_NAME: Record<LessonFormat, string> = {
  csv: 'lessons.csv',
  jsonl: 'lessons.jsonl',
  qna: 'taxonomy.zip',
};

/** All lessons as a file that other tools read too. */
export function ExportLessons({ botId }: { botId: string }) {
  const [format, setFormat] = useState<LessonFormat>('csv');
  const save = useMutation({
    mutationFn: async () => saveFile(await exportLessons(botId, format), FILE_NAME[format]),
  });
  return (
    <div className="row row-end">
      <NativeSelect
        aria-label={t('Format of the file')}
        size="sm"
        value={format}
        data={[
          { value: 'csv', label: 'CSV' },
          { value: 'jsonl', label: 'JSONL (OpenAI)' },
          { value: 'qna', label: 'qna.yaml (InstructLab)' },
        ]}
        onChange={(event) => setFormat(event.currentTarget.value as LessonFormat)}
      />
      <Button variant="default" size="sm" loading={save.isPending} onClick={() => save.mutate()}>
        {t('Save as a file')}
      </Button>
      {save.isError && <Problem error={save.error} />}
    </div>
  );
}

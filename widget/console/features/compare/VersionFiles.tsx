import { Button, NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { msg, t } from '../../i18n/t.ts';
import { Problem } from '../../parts/Problem.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { downloadAdapter, downloadDataSet, downloadModel, type Version } from '../../queries/versions.ts';

const FORMATS = {
  gguf: msg('GGUF, for llama.cpp and Ollama'),
  onnx: msg('ONNX, for transformers.js'),
  safetensors: msg('safetensors, for Python'),
} as const;
type Format = keyof typeof FORMATS;

/** What a version is, to be used elsewhere. */
export function VersionFiles({ version }: { version: Version }) {
  const { id, dataSetId, botId } = version;
  const [format, setFormat] = useState<Format>('gguf');
  const adapter = useMutation({
    mutationFn: async () => saveFile(await downloadAdapter(version), `${id}-peft.zip`),
  });
  const model = useMutation({
    mutationFn: async () => saveFile(await downloadModel(version, format), `${id}-${format}.zip`),
  });
  const data = useMutation({
    mutationFn: async () => {
      if (dataSetId !== null) saveFile(await downloadDataSet(botId, dataSetId), `${dataSetId}.jsonl`);
    },
  });
  const failed = [adapter, model, data].find(({ isError }) => isError);
  return (
    <section className="stack" aria-labelledby="take-out-title">
      <h3 id="take-out-title">{t('Use it elsewhere')}</h3>
      <div className="row">
        <Button variant="default" size="sm" loading={adapter.isPending} onClick={() => adapter.mutate()}>
          {t('Adapter (PEFT)')}
        </Button>
        {dataSetId !== null && (
          <Button variant="default" size="sm" loading={data.isPending} onClick={() => data.mutate()}>
            {t('What it learned from (JSONL)')}
          </Button>
        )}
      </div>
      <div className="row">
        <NativeSelect
          aria-label={t('Format of the model')}
          size="sm"
          value={format}
          data={Object.entries(FORMATS).map(([value, label]) => ({ value, label: t(label) }))}
          onChange={(event) => setFormat(event.currentTarget.value as Format)}
        />
        <Button variant="default" size="sm" loading={model.isPending} onClick={() => model.mutate()}>
          {t('Whole model')}
        </Button>
      </div>
      {model.isPending && (
        <p className="quiet small" role="status">
          {t('Writing the model takes about a minute; then it is saved.')}
        </p>
      )}
      {failed && <Problem error={failed.error} />}
    </section>
  );
}

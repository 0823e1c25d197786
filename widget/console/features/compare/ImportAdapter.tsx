import { Button, FileButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n/t.ts';
import { Icon } from '../../parts/Icon.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { adapterImportsQuery, importAdapter } from '../../queries/adapter-imports.ts';
import { AdapterImports } from './AdapterImports.tsx';

/** An adapter that was trained elsewhere becomes a version to compare and publish. */
export function ImportAdapter({ botId }: { botId: string }) {
  const queries = useQueryClient();
  const bring = useMutation({
    mutationFn: (files: File[]) => importAdapter(botId, files),
    onSuccess: () => queries.invalidateQueries({ queryKey: adapterImportsQuery(botId).queryKey }),
  });
  return (
    <div className="stack">
      <div className="row">
        <FileButton
          multiple
          accept=".zip,.json,.safetensors"
          onChange={(files) => {
            if (files.length > 0) bring.mutate(files);
          }}
        >
          {(props) => (
            <Button
              variant="default"
              size="sm"
              loading={bring.isPending}
              leftSection={<Icon name="upload" size={18} />}
              {...props}
            >
              {t('Bring in an adapter')}
            </Button>
          )}
        </FileButton>
        <span className="quiet small">
          {t(
            'Trained elsewhere with PEFT: a zip of its folder, or adapter_config.json and adapter_model.safetensors.',
          )}
        </span>
      </div>
      {bring.isPending && (
        <p className="quiet small" role="status">
          {t('Sending it…')}
        </p>
      )}
      {bring.isError && <Problem error={bring.error} />}
      <AdapterImports botId={botId} />
    </div>
  );
}

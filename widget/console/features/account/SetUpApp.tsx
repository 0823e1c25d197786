import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { encode } from 'uqr';
import { t } from '../../i18n/t.ts';
import { CopyBlock } from '../../parts/CopyBlock.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { confirmSecondFactor } from './queries.ts';

type Props = { uri: string; backupCodes: readonly string[]; onDone(): void };

/** Picture, codes for a lost phone, and a first code that shows that the app works. */
export function SetUpApp({ uri, backupCodes, onDone }: Props) {
  const [code, setCode] = useState('');
  const confirm = useMutation({ mutationFn: confirmSecondFactor, onSuccess: onDone });
  const secret = new URL(uri).searchParams.get('secret') ?? '';

  function submit(event: FormEvent): void {
    event.preventDefault();
    confirm.mutate(code.trim());
  }

  return (
    <form className="stack" onSubmit={submit}>
      <p className="quiet">{t('1. Read this picture with your authenticator app, or type the key in.')}</p>
      <QrCode text={uri} />
      <code className="small">{secret}</code>
      <p className="quiet">
        {t('2. Keep these backup codes. Each lets you in once without your phone; they are not shown again.')}
      </p>
      <CopyBlock text={backupCodes.join('\n')} label={t('Copy the codes')} />
      <TextInput
        label={t('3. The code that your app shows now')}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        minLength={6}
        required
        withAsterisk={false}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {confirm.isError && <Problem error={confirm.error} />}
      <div className="dialog-actions">
        <Button type="submit" loading={confirm.isPending}>
          {t('Turn on')}
        </Button>
      </div>
    </form>
  );
}

/** Drawn as one path: dark squares on white, whatever the colour scheme. */
function QrCode({ text }: { text: string }) {
  const { size, path } = useMemo(() => {
    const { data, size } = encode(text, { border: 0 });
    const squares = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')));
    return { size, path: squares.join('') };
  }, [text]);
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={t('Picture for the authenticator app')}
    >
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}

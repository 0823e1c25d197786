import { Button, type ButtonProps, Modal } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { t } from '../i18n/t.ts';
import { Problem } from './Problem.tsx';
import { useFocusWhenGone } from './use-focus-when-gone.ts';

type Props = {
  label: ReactNode;
  /** For screen readers, where `label` alone would not say what is meant: "Delete Returns". */
  name?: string;
  title: string;
  /** What will be gone, in a sentence. */
  children: ReactNode;
  confirm: string;
  onConfirm(): Promise<unknown>;
  size?: NonNullable<ButtonProps['size']>;
};

/** A step that cannot be undone: asks once, and stays open when it fails. */
export function ConfirmButton({ label, name, title, children, confirm, onConfirm, size = 'xs' }: Props) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const button = useRef<HTMLButtonElement>(null);
  const mayGo = useFocusWhenGone(button);

  async function run(): Promise<void> {
    setBusy(true);
    setError(undefined);
    mayGo();
    try {
      await onConfirm();
      setOpen(false);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Button
        ref={button}
        variant="subtle"
        color="red"
        size={size}
        aria-label={name}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={title} centered>
        <div className="quiet">{children}</div>
        {error !== undefined && <Problem error={error} />}
        <div className="dialog-actions">
          <Button variant="default" data-autofocus onClick={() => setOpen(false)}>
            {t('Keep')}
          </Button>
          <Button color="red" loading={busy} onClick={() => void run()}>
            {confirm}
          </Button>
        </div>
      </Modal>
    </>
  );
}

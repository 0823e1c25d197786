import { Button } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';
import { useFocusWhenGone } from '../../parts/use-focus-when-gone.ts';

type Props = {
  label: string;
  /** For screen readers, with what is decided on: "Approve “How long does delivery take?”". */
  name: string;
  decision: UseMutationResult<void, Error, void>;
  isOtherPending: boolean;
};

/** A decision on a row of a list; once it is made, the button goes. */
export function DecideButton({ label, name, decision, isOtherPending }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const mayGo = useFocusWhenGone(button);
  return (
    <Button
      ref={button}
      variant="subtle"
      size="xs"
      loading={decision.isPending}
      disabled={isOtherPending}
      aria-label={name}
      onClick={() => {
        mayGo();
        decision.mutate();
      }}
    >
      {label}
    </Button>
  );
}

import { type RefObject, useEffect, useRef } from 'react';

const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled)';

/**
 * For a button that goes with what it does, alone or with its row of a list: the keyboard then goes on in what is left of the row,
 * else in the next one, else in the one before, else at the page's beginning.
 * @returns to be called when the button may go
 */
export function useFocusWhenGone(button: RefObject<HTMLElement | null>): () => void {
  const near = useRef<(Element | null | undefined)[]>(undefined);
  useEffect(
    () => () => {
      if (near.current === undefined || document.activeElement !== document.body) return;
      const left = near.current.find((row) => row?.isConnected);
      const next = left?.querySelector<HTMLElement>(FOCUSABLE) ?? document.getElementById('page');
      next?.focus();
    },
    [],
  );
  return () => {
    const row = button.current?.closest('li') ?? button.current?.parentElement;
    near.current = [row, row?.nextElementSibling, row?.previousElementSibling];
  };
}

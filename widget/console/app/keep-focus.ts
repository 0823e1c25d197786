/**
 * A button that works is disabled so long, and browsers take the focus from what is disabled: whoever pressed it with the
 * keyboard gets it back where they were, unless they went on meanwhile. Call once, before the first page is shown.
 */
export function keepFocus(): void {
  let left: Node | undefined;
  const observer = new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (!(target instanceof HTMLElement)) continue;
      const isDisabled = target.matches(':disabled');
      if (isDisabled && target === document.activeElement) left = target;
      if (isDisabled || target !== left) continue;
      left = undefined;
      if (document.activeElement === document.body) target.focus({ preventScroll: true });
    }
  });
  observer.observe(document.documentElement, { attributeFilter: ['disabled'], subtree: true });
}

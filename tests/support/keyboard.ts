import type { Locator } from 'playwright-core';

const MAX_TABS = 150;

export const hasFocus = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** Presses Tab until the element has the focus, as somebody without a mouse does. */
export async function tabTo(target: Locator): Promise<void> {
  await target.waitFor();
  const { keyboard } = target.page();
  for (let presses = 0; presses < MAX_TABS; presses++) {
    if (await hasFocus(target)) return;
    await keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${target}`);
}

export async function pressOn(target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press(key);
}

/** Replaces what stands in a field. */
export async function typeInto(target: Locator, text: string): Promise<void> {
  await tabTo(target);
  const { keyboard } = target.page();
  await keyboard.press('ControlOrMeta+a');
  await keyboard.insertText(text);
}

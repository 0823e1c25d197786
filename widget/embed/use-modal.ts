import { type RefObject, useEffect, useState } from 'react';

const PHONE = '(max-width: 30rem), (max-height: 26rem)';
const FOCUSABLE = 'button:not(:disabled), textarea, input, a[href], [tabindex="0"]';

/**
 * On a phone the open chat covers the page: the page behind it is taken out of reach, Tab goes round inside, and the chat
 * keeps above the on-screen keyboard.
 */
export function useModal(box: RefObject<HTMLElement | null>, open: boolean): boolean {
  const [isPhone, setIsPhone] = useState(() => matchMedia(PHONE).matches);
  useEffect(() => {
    const query = matchMedia(PHONE);
    const update = () => setIsPhone(query.matches);
    query.addEventListener('change', update);
    return () => query.removeEventListener('change', update);
  }, []);
  const isModal = open && isPhone;
  useEffect(() => {
    const { current } = box;
    if (!isModal || !current) return;
    const undo = [makeOthersInert(current), keepTabInside(current), followViewport(current)];
    return () => {
      for (const step of undo) step();
    };
  }, [box, isModal]);
  return isModal;
}

/** Everything beside the way from the chat up to the page's body. */
function makeOthersInert(chat: HTMLElement): () => void {
  const made: Element[] = [];
  let node: Node = chat.parentElement ?? chat;
  while (node !== document.body && node.parentNode) {
    const parent: Node = node.parentNode;
    for (const sibling of parent.childNodes) {
      if (sibling === node || !(sibling instanceof HTMLElement) || sibling.inert) continue;
      if (sibling.localName === 'script' || sibling.localName === 'style') continue;
      sibling.inert = true;
      made.push(sibling);
    }
    node = parent instanceof ShadowRoot ? parent.host : parent;
  }
  return () => {
    for (const element of made) element.removeAttribute('inert');
  };
}

function keepTabInside(chat: HTMLElement): () => void {
  function onKey(event: KeyboardEvent): void {
    if (event.key !== 'Tab') return;
    const stops = [...chat.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((stop) => stop.checkVisibility());
    const from = event.shiftKey ? stops[0] : stops.at(-1);
    const to = event.shiftKey ? stops.at(-1) : stops[0];
    if ((chat.getRootNode() as ShadowRoot).activeElement !== from) return;
    event.preventDefault();
    to?.focus();
  }
  chat.addEventListener('keydown', onKey);
  return () => chat.removeEventListener('keydown', onKey);
}

/** Browsers shrink the visual viewport for the keyboard, not the page. */
function followViewport(chat: HTMLElement): () => void {
  const viewport = window.visualViewport;
  if (!viewport) return () => {};
  function resize(): void {
    if (!viewport) return;
    chat.style.setProperty('--_height', `${viewport.height}px`);
    chat.style.setProperty('--_top', `${viewport.offsetTop}px`);
  }
  resize();
  viewport.addEventListener('resize', resize);
  viewport.addEventListener('scroll', resize);
  return () => {
    viewport.removeEventListener('resize', resize);
    viewport.removeEventListener('scroll', resize);
    chat.style.removeProperty('--_height');
    chat.style.removeProperty('--_top');
  };
}

import { useLayoutEffect, useRef } from 'react';
import formsCss from './forms.css?inline';

const sheets = new WeakSet<ShadowRoot>();

/** The forms bring their style sheet into the chat that shows one. */
export function useFormLook<Element extends HTMLElement>() {
  const form = useRef<Element>(null);
  useLayoutEffect(() => {
    const root = form.current?.getRootNode();
    if (!(root instanceof ShadowRoot) || sheets.has(root)) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(formsCss);
    root.adoptedStyleSheets.push(sheet);
    sheets.add(root);
  }, []);
  return form;
}

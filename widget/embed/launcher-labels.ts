/** A locale's words on the launcher, and what is added when the chat could not be loaded. The rest comes with the chat. */
const LABELS: Readonly<Record<string, string>> = {
  en: 'Chat with us|Try again',
  de: 'Mit uns chatten|Erneut versuchen',
  fr: 'Discuter avec nous|Réessayer',
  es: 'Chatea con nosotros|Reintentar',
  it: 'Chatta con noi|Riprova',
  pt: 'Fale connosco|Tentar de novo',
  nl: 'Chat met ons|Opnieuw proberen',
  pl: 'Porozmawiaj z nami|Spróbuj ponownie',
  sv: 'Chatta med oss|Försök igen',
  tr: 'Bizimle sohbet edin|Yeniden dene',
  ar: 'تحدث معنا|أعد المحاولة',
  ja: 'チャットで質問|もう一度試す',
};

/** The locale asked for, else the page's, else the browser's; English when we speak none of them. */
export function pickLocale(wanted: string | null): string {
  const page = document.documentElement.lang;
  const asked = wanted && wanted !== 'auto' ? [wanted] : [page, ...navigator.languages];
  const known = asked.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag in LABELS);
  return known ?? 'en';
}

/** `own`: what staff have written instead; empty for ours. */
export function launcherLabel(locale: string, own: string, failed: boolean): string {
  const [label, again] = LABELS[locale]?.split('|') ?? [];
  return (own || label) + (failed ? `: ${again}` : '');
}

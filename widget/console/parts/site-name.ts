import { t } from '../i18n/t.ts';

/** What a browser calls the origin of a page that was opened from a file. */
const FILE_ORIGIN = 'null';

export function siteName(origin: string): string {
  return origin === FILE_ORIGIN ? t('a page in a file') : origin;
}

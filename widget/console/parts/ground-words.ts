import type { GroundPart } from '../../../server/contract/index.ts';
import { msg, t } from '../i18n/t.ts';

/** What may have changed of what answers depend on. */
export const GROUND_LABEL: Record<GroundPart, string> = {
  documents: msg('the documents'),
  'approved-answers': msg('the approved answers'),
  words: msg('what customers call things'),
  settings: msg('the settings, or what the bot decides by'),
  tests: msg('the tests'),
  release: msg('the version that answers'),
  reading: msg('what reads the closest lines'),
  unknown: msg('it was not noted what it rests on'),
};

/** For the middle of a sentence: "the documents, the settings". */
export function sayParts(parts: readonly GroundPart[]): string {
  return parts.map((part) => (part === 'unknown' ? t('something') : t(GROUND_LABEL[part]))).join(', ');
}

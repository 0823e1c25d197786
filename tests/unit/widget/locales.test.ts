import { expect, test } from 'vitest';
import en from '../../../widget/embed/i18n/en.ts';
import { LOCALES, loadWords } from '../../../widget/embed/i18n/words.ts';

const blanks = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).sort();

test('twelve locales, and every one says every sentence with the same blanks as English', async () => {
  expect(LOCALES).toHaveLength(12);
  for (const locale of LOCALES) {
    const { default: messages } = (await import(`../../../widget/embed/i18n/${locale}.ts`)) as {
      default: typeof en;
    };
    expect(Object.keys(messages)).toEqual(Object.keys(en));
    for (const [name, sentence] of Object.entries(messages)) {
      if (typeof sentence !== 'string') continue;
      expect(sentence.trim(), `${locale} ${name}`).not.toBe('');
      expect(blanks(sentence), `${locale} ${name}`).toEqual(blanks(en[name as 'chatWith']));
    }
  }
});

test('a number takes every form that its language has', async () => {
  for (const locale of LOCALES) {
    const { default: messages } = (await import(`../../../widget/embed/i18n/${locale}.ts`)) as {
      default: typeof en;
    };
    const whole = [0, 1, 2, 3, 5, 11, 21, 22, 100].map((n) => new Intl.PluralRules(locale).select(n));
    for (const form of new Set(whole)) {
      expect(Object.keys(messages.newMessages), `${locale} ${form}`).toContain(
        form in messages.newMessages ? form : 'other',
      );
    }
  }
  const polish = await loadWords('pl');
  expect([1, 3, 5, 22].map((n) => polish.count('newMessages', n))).toEqual([
    '1 nowa wiadomość',
    '3 nowe wiadomości',
    '5 nowych wiadomości',
    '22 nowe wiadomości',
  ]);
  const arabic = await loadWords('ar');
  expect(arabic.count('newMessages', 2)).toBe('رسالتان جديدتان');
  expect(arabic.direction).toBe('rtl');
});

test('a language we do not speak is answered in English', async () => {
  expect((await loadWords('eo')).say('send')).toBe('Send');
});

/**
 * Finds what tells who somebody is: e-mail addresses, telephone numbers, bank accounts, payment cards and postal
 * addresses. Rather too little than too much: order numbers, prices, dates and opening hours stay.
 */
export type PersonalKind = 'e-mail' | 'account' | 'card' | 'phone' | 'address';

export type PersonalValue = {
  kind: PersonalKind;
  value: string;
  /** Offset in UTF-16 units. */
  start: number;
};

/** Without digits and signs that a pattern below looks for, so that redacted text has nothing left to redact. */
const PLACEHOLDERS: Record<PersonalKind, string> = {
  'e-mail': '[e-mail]',
  account: '[account]',
  card: '[card]',
  phone: '[phone]',
  address: '[address]',
};

type Detector = { pattern: RegExp; isReal?: (value: string, before: string) => boolean };

const STREET =
  'Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Close|Court|Place|Square|Terrace|Crescent|Gardens|Boulevard|Blvd|Row|Hill|Way';
const UK_POSTCODE = '[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}';
/** What a number is when such a word stands right before it. */
const REFERENCE_BEFORE =
  /(?:order|invoice|ticket|reference|ref|tracking|parcel|number|no|article|item|isbn|code|id|bestellung|auftrag|nummer|nr)[\s.:#-]*$|[#\p{L}/.-]$/iu;

/** Bounded everywhere, and each starts at the start of a word: the time grows with the text alone. */
const DETECTORS: Record<PersonalKind, readonly Detector[]> = {
  'e-mail': [
    {
      pattern:
        /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/gu,
    },
  ],
  account: [
    {
      pattern: /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?(?![\p{L}\p{N}])/gu,
      isReal: isIban,
    },
  ],
  card: [
    { pattern: /(?<![\p{L}\p{N}.-])[2-6]\d{3}(?:[ -]?\d){9,15}(?![\p{L}\p{N}])/gu, isReal: isCardNumber },
  ],
  phone: [
    {
      pattern: /(?<![\p{L}\p{N}]|\p{N}[ ./-])(?:\+|00)[1-9](?:[ ./-]?\(?\d\)?){7,14}(?!\d)/gu,
      isReal: isNumberToCall,
    },
    {
      pattern: /(?<![\p{L}\p{N}]|\p{N}[ ./-])\(?0\d{2,5}\)?(?:[ ./-]{0,2}\d){5,9}(?!\d)/gu,
      isReal: isNumberToCall,
    },
    {
      pattern: /(?<![\p{L}\p{N}]|\p{N}[ ./-])\(?[2-9]\d{2}\)?[ .-]\d{3}[.-]\d{4}(?!\d)/gu,
      isReal: isNumberToCall,
    },
  ],
  address: [
    {
      pattern: new RegExp(
        `(?<![\\p{L}\\p{N}])\\d{1,4}[a-z]? (?:\\p{Lu}[\\p{L}'-]{1,30} ){1,3}(?:${STREET})\\b(?:,? (?:\\p{Lu}[\\p{L}'-]{1,30},? ){1,3}${UK_POSTCODE})?`,
        'gu',
      ),
    },
    {
      pattern:
        /(?<![\p{L}\p{N}])\p{Lu}[\p{L}-]{1,30}(?:straße|strasse|str\.|weg|gasse|platz|allee) \d{1,4}[a-z]?(?!\p{N})(?:, \d{4,5} \p{Lu}[\p{L}-]{1,30})?/gu,
    },
  ],
};

/** Every value found, in the order of the text, none inside another. */
export function findPersonalData(text: string): PersonalValue[] {
  const found: PersonalValue[] = [];
  for (const [kind, detectors] of Object.entries(DETECTORS) as [PersonalKind, readonly Detector[]][]) {
    for (const { pattern, isReal } of detectors) {
      const earlier = [...found];
      for (const match of text.matchAll(pattern)) {
        const [value] = match;
        const start = match.index;
        const isTaken = earlier.some(
          (other) => start < other.start + other.value.length && other.start < start + value.length,
        );
        if (isTaken || isReal?.(value, text.slice(Math.max(0, start - 24), start)) === false) continue;
        found.push({ kind, value, start });
      }
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/**
 * The text with every personal value replaced by its kind in brackets; those for which `isPublic` says so stay, such as
 * the organisation's own telephone number. Redacting twice changes nothing more.
 */
export function redactPersonalData(text: string, isPublic: (value: string) => boolean = () => false): string {
  let redacted = text;
  for (;;) {
    const found = findPersonalData(redacted).filter(({ value }) => !isPublic(value));
    if (found.length === 0) return redacted;
    const pieces: string[] = [];
    let end = 0;
    for (const { kind, value, start } of found) {
      pieces.push(redacted.slice(end, start), PLACEHOLDERS[kind]);
      end = start + value.length;
    }
    redacted = pieces.join('') + redacted.slice(end);
  }
}

function isNumberToCall(value: string, before: string): boolean {
  const digits = value.replace(/\D/g, '').length;
  return digits >= 9 && digits <= 15 && !REFERENCE_BEFORE.test(before);
}

/** ISO 13616: the account's letters as numbers, its first four signs last, leave 1 when divided by 97. */
function isIban(value: string): boolean {
  const compact = value.replaceAll(' ', '');
  if (compact.length < 15 || compact.length > 34) return false;
  let rest = 0;
  for (const sign of compact.slice(4) + compact.slice(0, 4)) {
    for (const digit of Number.parseInt(sign, 36).toString()) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
}

/** ISO/IEC 7812: Luhn's sum is a multiple of ten. */
function isCardNumber(value: string): boolean {
  const digits = value.replace(/\D/g, '');
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const worth = index % 2 === 0 ? Number(digit) : 2 * Number(digit);
    sum += worth > 9 ? worth - 9 : worth;
  }
  return digits.length <= 19 && sum % 10 === 0;
}

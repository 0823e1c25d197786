/**
 * What an untrusted file may cost. Time and memory are enforced from outside, by killing the process: whatever a parser
 * does not guard against (CWE-400, CWE-409), ends there.
 */
export const EXTRACT_LIMITS = {
  /** A 500-page manual takes about 10 s on a slow core. */
  timeoutMs: 60_000,
  /** pdf.js needs about 10 x the file; our largest upload is 32 MB. */
  maxMemoryBytes: 1024 * 1024 * 1024,
  /** Text of one document, in UTF-16 units: ten long novels. */
  maxTextLength: 8_000_000,
  maxPassages: 20_000,
  maxPdfPages: 3_000,
  /** Office files and e-books are zips: parts and their declared unpacked size (CWE-409). */
  maxZipEntries: 5_000,
  maxUnpackedBytes: 256 * 1024 * 1024,
  /** One part of it as a tree, in UTF-16 units; a tree takes about 20 x the memory. */
  maxXmlLength: 24 * 1024 * 1024,
  /** Groups of an RTF file inside each other. */
  maxRtfDepth: 1_000,
  /** Links of one page, one link's length, addresses of one sitemap (the standard's own limit). */
  maxLinks: 5_000,
  maxLinkLength: 1_500,
  maxSitemapLinks: 50_000,
  maxCsvRows: 100_000,
  maxCsvColumns: 200,
  /** Elements inside each other; real pages stay under 60. Our walk is recursive (CWE-674). */
  maxHtmlDepth: 400,
} as const;

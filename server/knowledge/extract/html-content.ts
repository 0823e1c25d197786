import type { Cheerio, CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';

type Part = Cheerio<Element>;

const NEVER_TEXT =
  'script, style, noscript, template, svg, canvas, iframe, object, embed, audio, video, head';
const CONTENT =
  'main, [role="main"], article, #content, #main-content, .content, .main-content, .article, .post';
const FURNITURE = `nav, aside, footer, dialog, button, select, input, textarea, [hidden], [aria-hidden="true"],
  [role="navigation"], [role="banner"], [role="contentinfo"], [role="complementary"], [role="search"],
  [role="dialog"], [role="alertdialog"], [role="menu"]`;

/** Words in class or id by which real pages mark their furniture. Whole words: `header`, not `table-header-cell`. */
const FURNITURE_WORDS = new Set(
  `nav navbar navigation menu topbar sidebar breadcrumb breadcrumbs footer header masthead banner cookie cookies
   consent gdpr newsletter subscribe social share sharing pagination pager skip skiplink related promo advert ads
   popup modal feedback helpful login signin`.split(/\s+/),
);
/** What is content on some sites, a restaurant's menu or a council's social care: as furniture it is a list of links. */
const LINK_WORDS = new Set(['menu', 'social']);
/** Furniture is short or full of links; a page *about* cookies is neither. */
const FURNITURE_MAX_LENGTH = 600;
const FURNITURE_LINK_SHARE = 0.5;
/** A form that holds more of the page than this is the page (ASP.NET wraps all in one). */
const FORM_SHARE = 0.5;
/** A marked content part with less of the page's text is a teaser, not the content. */
const CONTENT_SHARE = 0.4;

/** The element that holds what the page is about; furniture is removed from it. */
export function findContent(page: CheerioAPI): Element | undefined {
  page(NEVER_TEXT).remove();
  page('[style*="display:none"], [style*="display: none"]').remove();
  const body = page('body');
  const whole = textLength(body);
  const candidates = page(CONTENT)
    .toArray()
    .map((element) => ({ element, length: textLength(page(element)) }))
    .filter(({ length }) => length >= whole * CONTENT_SHARE)
    .sort((a, b) => b.length - a.length);
  const content = candidates[0]?.element ?? body.get(0);
  if (content === undefined) return undefined;
  const copy = page(content).clone();
  removeFurniture(page, page(content));
  if (textLength(page(content)) > 0) return content;
  // Everything was marked as furniture, so the marks mean nothing here.
  return copy.get(0);
}

function removeFurniture(page: CheerioAPI, content: Part): void {
  const whole = textLength(content);
  content.find(FURNITURE).remove();
  for (const element of content.find('form').toArray()) {
    if (textLength(page(element)) < whole * FORM_SHARE) page(element).remove();
  }
  for (const element of content.find('header').toArray()) keepHeadingsOnly(page, page(element));
  for (const element of content.find('[class], [id]').toArray()) {
    const part = page(element);
    const marks = furnitureMarks(part);
    if (marks.length === 0 || part.find('h1').length > 0) continue;
    const maxLength = marks.every((mark) => LINK_WORDS.has(mark)) ? 0 : FURNITURE_MAX_LENGTH;
    if (isFurnitureLike(page, part, maxLength)) part.remove();
  }
}

/** A page's header is furniture, but the article's title may stand in it. */
function keepHeadingsOnly(page: CheerioAPI, header: Part): void {
  const headings = header.find('h1, h2').toArray();
  const texts = headings.map((heading) => page.html(heading));
  header.replaceWith(texts.join(''));
}

function furnitureMarks(part: Part): string[] {
  const marks = `${part.attr('class') ?? ''} ${part.attr('id') ?? ''}`.toLowerCase().split(/\s+/);
  return marks
    .map((mark) => (FURNITURE_WORDS.has(mark) ? mark : (mark.split(/[-_]+/)[0] ?? '')))
    .filter((word) => FURNITURE_WORDS.has(word));
}

function isFurnitureLike(page: CheerioAPI, part: Part, maxLength: number): boolean {
  const length = textLength(part);
  if (length <= maxLength) return true;
  const linked = part
    .find('a')
    .toArray()
    .reduce((sum, link) => sum + textLength(page(link)), 0);
  return linked > length * FURNITURE_LINK_SHARE;
}

function textLength(part: Cheerio<Element>): number {
  return part.text().replace(/\s+/g, ' ').trim().length;
}

import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { HttpEnv } from '../types.ts';

const COMMON = {
  referrerPolicy: 'strict-origin-when-cross-origin',
  xContentTypeOptions: true,
  xFrameOptions: 'DENY',
  strictTransportSecurity: false,
  permissionsPolicy: { camera: false, microphone: false, geolocation: false, payment: false },
} as const;

/** What is data only: no page, no frame, nothing to load. The widget's files may be read by other sites. */
const dataHeaders = secureHeaders({
  ...COMMON,
  crossOriginResourcePolicy: 'cross-origin',
  crossOriginOpenerPolicy: false,
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
});

/** Console and demo page: own files only, no inline code or style. */
const PAGE_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  frameSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  requireTrustedTypesFor: ["'script'"],
};
const PAGE = {
  ...COMMON,
  crossOriginResourcePolicy: 'same-origin',
  crossOriginOpenerPolicy: 'same-origin',
} as const;
const pageHeaders = secureHeaders({ ...PAGE, contentSecurityPolicy: PAGE_POLICY });

/** The chat as it would look, in a frame of the console; it asks nobody anything. */
const previewHeaders = secureHeaders({
  ...PAGE,
  xFrameOptions: 'SAMEORIGIN',
  contentSecurityPolicy: {
    ...PAGE_POLICY,
    connectSrc: ["'none'"],
    frameSrc: ["'none'"],
    frameAncestors: ["'self'"],
  },
});
const PREVIEW = '/console/preview.html';

/** A file that somebody handed in, in a frame of the console: whatever it is, it has no origin and runs and loads nothing. */
const shownFileHeaders = secureHeaders({
  ...PAGE,
  xFrameOptions: 'SAMEORIGIN',
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    baseUri: ["'none'"],
    frameAncestors: ["'self'"],
    sandbox: [],
  },
});
const SHOWN_FILE = /^\/api\/admin\/bots\/[^/]+\/documents\/[^/]+\/original\/pdf$/;

const PAGES = /^\/(console|demo)(\/|$)/;

export const securityHeaders: MiddlewareHandler<HttpEnv> = (c, next) => headersFor(c.req.path)(c, next);

function headersFor(path: string): MiddlewareHandler {
  if (path === PREVIEW) return previewHeaders;
  if (SHOWN_FILE.test(path)) return shownFileHeaders;
  return PAGES.test(path) ? pageHeaders : dataHeaders;
}

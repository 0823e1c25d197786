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
const pageHeaders = secureHeaders({
  ...COMMON,
  crossOriginResourcePolicy: 'same-origin',
  crossOriginOpenerPolicy: 'same-origin',
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    requireTrustedTypesFor: ["'script'"],
  },
});

const PAGES = /^\/(console|demo)(\/|$)/;

export const securityHeaders: MiddlewareHandler<HttpEnv> = (c, next) =>
  PAGES.test(c.req.path) ? pageHeaders(c, next) : dataHeaders(c, next);

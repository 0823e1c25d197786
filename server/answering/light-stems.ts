import { stem } from './words.ts';

/** Words of no substance: where the passage says it in others, they count neither for nor against. */
export const LIGHT_STEMS: ReadonlySet<string> = new Set(
  `cost price come take get give make go use work keep call mean start begin weigh available possible possibly allowed
  also another each every least most about around total usual usually always simply please customer percent cent back
  send buy bring receive find choose leave last late pay used taken took given gave sent kept bought made brought paid held
  offer provide stay mostly remain worth member people person thing number accept`
    .split(/\s+/)
    .map(stem),
);

import { InvalidArgumentError } from 'commander';
import { type Audience, audienceSchema } from '../contract/index.ts';

export const AUDIENCE_HELP =
  'who may be told what they say: everyone, signed-in, or groups:a,b as the visitors’ tokens name them';

export function audienceOption(value: string): Audience {
  const [kind = '', names] = value.split(':', 2);
  const groups = names?.split(',').map((name) => name.trim());
  const found = audienceSchema.safeParse(groups === undefined ? { kind } : { kind, groups });
  if (found.success) return found.data;
  throw new InvalidArgumentError('It is everyone, signed-in, or groups: with names between commas.');
}

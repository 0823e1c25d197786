/**
 * Purpose: what crosses the wire: schemas, stream events, error codes.
 * Invariant: imports zod only; schemas never transform, so client and server types agree.
 * Must never know: any other room.
 */

// Everywhere

export * from './answer.ts';
export * from './audience.ts';
export * from './errors.ts';
export * from './plain-words.ts';

// Visitors and the chat

export * from './chat.ts';
export * from './contact-requests.ts';
export * from './feedback.ts';
export * from './forms.ts';
export * from './identity.ts';
export * from './openai.ts';
export * from './stream.ts';

// Staff, bots and the machine

export * from './accounts.ts';
export * from './adapter-imports.ts';
export * from './admin.ts';
export * from './audit.ts';
export * from './backups.ts';
export * from './bot-files.ts';
export * from './bots.ts';
export * from './console.ts';
export * from './webhooks.ts';

// What a bot knows

export * from './approved.ts';
export * from './crawls.ts';
export * from './documents.ts';
export * from './overlaps.ts';
export * from './words.ts';

// Conversations taken over by people

export * from './handoff.ts';
export * from './inbox-extras.ts';

// What became of the questions

export * from './insight.ts';
export * from './topics.ts';

// Teaching and testing

export * from './comparisons.ts';
export * from './corrections.ts';
export * from './data-sets.ts';
export * from './decisions.ts';
export * from './lessons.ts';
export * from './preferences.ts';
export * from './runs.ts';
export * from './test-runs.ts';
export * from './versions.ts';

import { z } from 'zod';
import { AppError, type Clock, toAppError } from '../base/index.ts';
import { getBot } from '../bots/index.ts';
import { type Mailer, postSigned } from '../delivery/index.ts';
import type { Job, JobHandler } from '../jobs/index.ts';
import type { DeliveryTable, Store } from '../store/index.ts';
import { signingSecrets } from './webhook/webhook-secrets.ts';
import { writeTranscript } from './write-transcript.ts';

export type DeliveryDeps = {
  store: Store;
  clock: Clock;
  mailer: Mailer | undefined;
  /** `secret` is the operator's, for bots without one of their own. */
  webhooks: { secret: string | undefined; allowedHosts: readonly string[] };
  /** The installation's own, from which bots' secrets are derived. */
  secretKey: string;
  /** Where the console is, for links in mails. */
  consoleUrl: string | undefined;
};

const inputSchema = z.object({ deliveryId: z.string() });

/** Sends one mail or webhook; what came of each try is written down before the job ends or is tried again. */
export function deliveryJob(deps: DeliveryDeps): JobHandler {
  return async (job, { signal }) => {
    const { deliveryId } = inputSchema.parse(job.input);
    const delivery = await deps.store.db
      .selectFrom('deliveries')
      .selectAll()
      .where('id', '=', deliveryId)
      .executeTakeFirst();
    // Erased meanwhile, or sent by a worker that died before it could say so to the queue.
    if (!delivery || delivery.state === 'sent') return;
    try {
      const status = await send(deps, delivery, signal);
      await note(deps, delivery, { state: 'sent', status, error_message: null });
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      const error = toAppError(thrown);
      const state = isLast(job, error) ? 'failed' : 'waiting';
      const status = error.details?.['status'];
      await note(deps, delivery, {
        state,
        status: typeof status === 'number' ? status : null,
        error_message: error.message,
      });
      throw thrown;
    }
  };
}

/** `bad_request` is what the job queue does not try again. */
function isLast(job: Job, error: AppError): boolean {
  return job.attempts >= job.maxAttempts || error.code === 'bad_request';
}

async function send(
  deps: DeliveryDeps,
  delivery: DeliveryTable,
  signal: AbortSignal,
): Promise<number | null> {
  if (delivery.channel === 'email') {
    await sendMail(deps, delivery);
    return null;
  }
  const { allowedHosts } = deps.webhooks;
  const secrets = await signingSecrets(deps, delivery.bot_id);
  if (secrets.length === 0) {
    throw new AppError(
      'bad_request',
      'Webhooks need a secret to be signed with: make one in the console under Settings → Webhook and mails, or set FOYER_WEBHOOK_SECRET.',
    );
  }
  const { id, target: url, body } = delivery;
  return await postSigned({ url, id, body, at: deps.clock.now(), secrets, allowedHosts }, signal);
}

async function sendMail(deps: DeliveryDeps, delivery: DeliveryTable): Promise<void> {
  if (!deps.mailer) {
    throw new AppError('bad_request', 'No mail server is set: set FOYER_SMTP_URL and FOYER_MAIL_FROM.');
  }
  const { db } = deps.store;
  const request = await db
    .selectFrom('contact_requests')
    .selectAll()
    .where('id', '=', delivery.contact_request_id ?? '')
    .executeTakeFirstOrThrow();
  const bot = await getBot(deps, delivery.bot_id);
  const name = request.name.replace(/\p{Cc}+/gu, ' ');
  const path = `/console/${bot.id}/inbox/${request.conversation_id}`;
  const place = deps.consoleUrl === undefined ? '' : `\n\n${deps.consoleUrl}${path}`;
  await deps.mailer.send({
    id: delivery.id,
    to: delivery.target,
    replyTo: { name, address: request.email },
    subject: `${bot.name}: a message from ${name}`,
    text: `${name} <${request.email}> wrote:\n\n${request.message}${place}\n`,
    attachments: [
      { filename: 'conversation.txt', content: await writeTranscript(db, request.conversation_id) },
    ],
  });
}

type Outcome = Pick<DeliveryTable, 'state' | 'status' | 'error_message'>;

async function note({ store, clock }: DeliveryDeps, { id }: DeliveryTable, outcome: Outcome): Promise<void> {
  await store.db
    .updateTable('deliveries')
    .set((e) => ({ ...outcome, attempts: e('attempts', '+', 1), updated_at: clock.now() }))
    .where('id', '=', id)
    .execute();
}

import { createTransport } from 'nodemailer';
import { AppError, systemProblem } from '../base/index.ts';
import type { Config } from '../config/index.ts';

export type Mail = {
  /** The same at each try, so that mail servers and programs know a mail that comes twice. Letters, digits, "-" and "_"; made when absent. */
  id?: string;
  to: string;
  subject: string;
  text: string;
  replyTo?: { name: string; address: string };
  attachments?: readonly { filename: string; content: string }[];
};

export type Mailer = {
  /** @throws AppError `delivery_failed` when the server cannot be reached or refuses it */
  send(mail: Mail): Promise<void>;
};

const TIMEOUT_MS = 20_000;

/** Sends through the operator's SMTP server; undefined where none is set. One connection a mail. */
export function openMailer({ smtpUrl, mailFrom }: Config['delivery']): Mailer | undefined {
  if (smtpUrl === undefined || mailFrom === undefined) return undefined;
  const domain = /@([\w.-]+)/.exec(mailFrom)?.[1] ?? 'localhost';
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ id, attachments = [], ...mail }) {
      const named = id === undefined ? {} : { messageId: `<${id}@${domain}>` };
      try {
        await transport.sendMail({ from: mailFrom, ...mail, ...named, attachments: [...attachments] });
      } catch (cause) {
        throw new AppError(
          'delivery_failed',
          `The mail server did not take the mail: ${mailProblem(cause)}. Check FOYER_SMTP_URL and FOYER_MAIL_FROM.`,
          { cause },
        );
      }
    },
  };
}

/** With the number that the server answered, which its operator can look up. */
function mailProblem(cause: unknown): string {
  const why = systemProblem(cause);
  const { responseCode } = Object(cause) as { responseCode?: unknown };
  return typeof responseCode === 'number' ? `${why} (it answered ${responseCode})` : why;
}

import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { EnvFacts } from './config.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.enum(['0', '1', 'true', 'false']);

/** Whether an address names a host alone. For what is no address zod says so. */
function isOrigin(address: string): boolean {
  return !URL.canParse(address) || new URL(address).href === `${new URL(address).origin}/`;
}

/** Names and addresses, with or without port; whatever else stands there would never be met. */
const HOST = /^(\[?[0-9a-f:.]+\]?|[^\s/:@]+)(:\d{1,5})?$/i;
const hostList = z
  .string()
  .refine(
    (list) => listOf(list).every((host) => HOST.test(host)),
    'must be host names such as intranet.example or 10.0.0.5:8080, without https:// and paths',
  )
  .optional();

/** Every variable Foyer reads. The descriptions become `docs/configuration.md`. */
export const envSchema = z.object({
  FOYER_DATA: z
    .string()
    .default('./.foyer')
    .describe('Folder of the database, the passage index and tuned versions. Back this up.'),
  FOYER_BACKUP_FOLDER: z
    .string()
    .optional()
    .describe(
      'Folder of the backups that the server makes, of this Foyer alone; best on another disk. Default: `backups` in `FOYER_DATA`.',
    ),
  FOYER_BACKUP_HOUR: z
    .union([z.literal('off'), z.coerce.number().int().min(0).max(23)])
    .default(3)
    .describe(
      'Hour of the day, in the server’s time zone, at which a backup is made every night; `off`: only by hand. With PostgreSQL none is made: use its own tools.',
    ),
  FOYER_BACKUP_KEEP: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(7)
    .describe(
      'Backups kept of those made at night, and as many of those made by hand; each is about as large as the database.',
    ),
  FOYER_BACKUP_KEY: z
    .string()
    .min(16)
    .optional()
    .describe(
      'What backups are encrypted with, in the format of age (age-encryption.org): a passphrase, or a recipient `age1…`. To restore, the passphrase, or the `AGE-SECRET-KEY-1…` of the recipient. Without it backups are not encrypted.',
    ),
  FOYER_CACHE: z
    .string()
    .optional()
    .describe(
      'Folder of downloads and converted base models, which can be made again. Default: `foyer` in the user cache folder.',
    ),
  FOYER_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address to listen on. `0.0.0.0` opens the server to the network.'),
  PORT: port.default(8787).describe('Port to listen on; 0 takes any free one.'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .optional()
    .describe('PostgreSQL to use instead of the SQLite file in `FOYER_DATA`.'),
  FOYER_MODEL: z
    .string()
    .default('smollm2-135m-instruct')
    .describe('Language model, an id of `foyer model list`.'),
  FOYER_EMBEDDER: z
    .string()
    .default('all-minilm-l6-v2')
    .describe('Embedding model, an id of `foyer model list`.'),
  FOYER_PRECISION: z
    .enum(['q8', 'q4', 'fp32'])
    .default('q8')
    .describe('Precision in which models are served: `q8`, `q4` or `fp32`.'),
  FOYER_CROSS_ENCODER: z
    .enum(['on', 'off'])
    .default('on')
    .describe(
      'Whether this machine teaches itself, once and in the background, to find the lines that answer a question and to tell what they leave open (some minutes on two cores, 1.7 GB of memory meanwhile), and then ranks and reads them so; `on` or `off`.',
    ),
  FOYER_THREADS: z.coerce
    .number()
    .int()
    .min(1)
    .max(256)
    .default(2)
    .describe('Threads each model process may use; best at the number of physical cores.'),
  FOYER_MODEL_PROCESSES: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(2)
    .describe(
      'Language models kept running at once: the base model and published versions, about 310 MB each at the default size. The one that was idle longest makes room.',
    ),
  FOYER_QUEUE_LIMIT: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(32)
    .describe('Questions that may wait for the model; beyond it visitors are asked to come back (503).'),
  FOYER_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'])
    .default('info')
    .describe('Least level that is logged.'),
  FOYER_MODEL_FOLDER: z
    .string()
    .optional()
    .describe('Folder with model files put there by hand; asked before any network source.'),
  FOYER_HUB: z
    .url({ protocol: /^https?$/ })
    .default('https://huggingface.co')
    .describe('Base address of the model hub, or of a mirror laid out like it.'),
  FOYER_TEACHER_KEY: z
    .string()
    .optional()
    .describe(
      'Key of the larger model that `foyer data assemble --teacher` asks; never stored, never logged. Without `--teacher` nobody is asked.',
    ),
  FOYER_SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe(
      'Mail server, for instance `smtp://user:password@mail.example.org:587`; `smtps` for TLS from the start. Without it no mail is sent.',
    ),
  FOYER_MAIL_FROM: z
    .string()
    .regex(/@/, 'must be an address, such as help@example.org or Help <help@example.org>')
    .optional()
    .describe('Sender of mails; goes with `FOYER_SMTP_URL`.'),
  FOYER_WEBHOOK_SECRET: z
    .string()
    .min(16)
    .optional()
    .describe(
      'Secret with which webhooks of bots are signed that have none of their own, made in the console (standardwebhooks.com): `whsec_` and base64, or any other text. Without either none is sent.',
    ),
  FOYER_ALLOWED_HOSTS: hostList.describe(
    'Hosts inside the network, with or without port, separated by commas, to which webhooks may go. All others must be public addresses.',
  ),
  FOYER_CRAWL_HOSTS: hostList.describe(
    'Hosts inside the network, with or without port, separated by commas, whose sites may be read into what a bot knows. All others must be public addresses.',
  ),
  FOYER_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .refine(isOrigin, {
      message: 'must have no path, such as https://chat.example.org: Foyer needs a host name of its own',
    })
    .optional()
    .describe(
      'Address under which visitors reach this server, without a path. Default: the address listened on.',
    ),
  FOYER_OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      "Address of your organisation's sign-in provider (OpenID Connect). Its redirect address is `<FOYER_PUBLIC_URL>/api/account/callback/oidc`.",
    ),
  FOYER_OIDC_CLIENT_ID: z.string().optional().describe('Name of this Foyer at the provider.'),
  FOYER_OIDC_CLIENT_SECRET: z.string().optional().describe('Its secret there; never stored, never logged.'),
  FOYER_OIDC_NAME: z
    .string()
    .default('your organisation')
    .describe('What the sign-in button calls the provider.'),
  FOYER_OIDC_ROLE: z
    .enum(['admin', 'editor', 'agent', 'viewer'])
    .optional()
    .describe(
      'Role of whoever signs in through the provider without an invitation. Unset: only the invited come in.',
    ),
  FOYER_OIDC_TRUST_EMAIL: flag
    .default('0')
    .describe('`1` for a provider that vouches for every address but does not say so (`email_verified`).'),
  FOYER_TRUST_PROXY: flag
    .default('0')
    .describe("`1` behind a reverse proxy: the visitor's address is the last one in `X-Forwarded-For`."),
});

export function listOf(text: string | undefined): readonly string[] {
  const items = (text ?? '').split(',').map((item) => item.trim().toLowerCase());
  return items.filter((item) => item !== '');
}

export type EnvVariables = Readonly<Record<string, string | undefined>>;
export type Env = z.infer<typeof envSchema>;

/** Empty strings count as unset, as in most process managers. */
export function readEnv(
  variables: EnvVariables = process.env,
  overrides: EnvVariables = {},
): { env: Env } | { problems: string[] } {
  const known = Object.keys(envSchema.shape);
  const given = { ...variables, ...overrides };
  const present = Object.fromEntries(known.flatMap((name) => (given[name] ? [[name, given[name]]] : [])));
  const result = envSchema.safeParse(present);
  if (result.success) return { env: result.data };
  return { problems: result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
}

/** What the configuration needs to know of the machine and cannot compute itself. */
export function readEnvFacts(variables: EnvVariables = process.env): EnvFacts {
  const userCache = variables['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return { workDir: resolve('.'), userCacheDir: userCache };
}

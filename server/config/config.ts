import { isAbsolute, join } from 'node:path';
import { AppError, type LogLevel } from '../base/index.ts';
import { type Env, listOf } from './env.ts';

export type EnvFacts = { workDir: string; userCacheDir: string };

export type Config = {
  storage: {
    dataDir: string;
    cacheDir: string;
    /** PostgreSQL; undefined means SQLite in `dataDir`. */
    databaseUrl: string | undefined;
  };
  /** Copies of the SQLite database. */
  backups: {
    folder: string;
    /** Of the server's day, from 0 to 23; undefined: none by night. */
    hour: number | undefined;
    /** Of those made at night, and of those made by hand. */
    keep: number;
    /** Of age: passphrase or recipient; to restore, passphrase or identity. */
    key: string | undefined;
  };
  http: { host: string; port: number; publicUrl: string | undefined; trustProxy: boolean };
  models: {
    generator: string;
    embedder: string;
    precision: 'q8' | 'q4' | 'fp32';
    threads: number;
    /** Whether a cross-encoder is made and asked. */
    crossEncoder: boolean;
    /** Language models running at once. */
    processes: number;
    queueLimit: number;
    folder: string | undefined;
    hubUrl: string;
  };
  /** What leaves the house. */
  delivery: {
    smtpUrl: string | undefined;
    mailFrom: string | undefined;
    webhookSecret: string | undefined;
    allowedHosts: readonly string[];
  };
  /** Sites that are read. */
  crawl: { allowedHosts: readonly string[] };
  signIn: {
    /** The organisation's own, by OpenID Connect. */
    provider:
      | {
          issuer: string;
          clientId: string;
          clientSecret: string | undefined;
          name: string;
          /** For those without an invitation; undefined: nobody. */
          role: 'admin' | 'editor' | 'agent' | 'viewer' | undefined;
          trustEmail: boolean;
        }
      | undefined;
  };
  /** Of the larger model that a command may name. */
  teacher: { apiKey: string | undefined };
  log: { level: LogLevel };
};

/** Pure: the same variables and facts give the same configuration. */
export function createConfig(env: Env, facts: EnvFacts): Config {
  const absolute = (path: string) => (isAbsolute(path) ? path : join(facts.workDir, path));
  const dataDir = absolute(env.FOYER_DATA);
  return {
    storage: {
      dataDir,
      cacheDir: env.FOYER_CACHE ? absolute(env.FOYER_CACHE) : join(facts.userCacheDir, 'foyer'),
      databaseUrl: env.DATABASE_URL,
    },
    backups: {
      folder: env.FOYER_BACKUP_FOLDER ? absolute(env.FOYER_BACKUP_FOLDER) : join(dataDir, 'backups'),
      hour: env.FOYER_BACKUP_HOUR === 'off' ? undefined : env.FOYER_BACKUP_HOUR,
      keep: env.FOYER_BACKUP_KEEP,
      key: env.FOYER_BACKUP_KEY,
    },
    http: {
      host: env.FOYER_HOST,
      port: env.PORT,
      publicUrl: env.FOYER_PUBLIC_URL && new URL(env.FOYER_PUBLIC_URL).origin,
      trustProxy: isOn(env.FOYER_TRUST_PROXY),
    },
    models: {
      generator: env.FOYER_MODEL,
      embedder: env.FOYER_EMBEDDER,
      precision: env.FOYER_PRECISION,
      threads: env.FOYER_THREADS,
      crossEncoder: env.FOYER_CROSS_ENCODER === 'on',
      processes: env.FOYER_MODEL_PROCESSES,
      queueLimit: env.FOYER_QUEUE_LIMIT,
      folder: env.FOYER_MODEL_FOLDER ? absolute(env.FOYER_MODEL_FOLDER) : undefined,
      hubUrl: env.FOYER_HUB.replace(/\/+$/, ''),
    },
    delivery: {
      ...mailOf(env),
      webhookSecret: env.FOYER_WEBHOOK_SECRET,
      allowedHosts: listOf(env.FOYER_ALLOWED_HOSTS),
    },
    crawl: { allowedHosts: listOf(env.FOYER_CRAWL_HOSTS) },
    signIn: { provider: providerOf(env) },
    teacher: { apiKey: env.FOYER_TEACHER_KEY },
    log: { level: env.FOYER_LOG_LEVEL },
  };
}

function mailOf({ FOYER_SMTP_URL: smtpUrl, FOYER_MAIL_FROM: mailFrom }: Env) {
  if (smtpUrl === undefined || mailFrom !== undefined) return { smtpUrl, mailFrom };
  throw new AppError(
    'bad_request',
    'FOYER_SMTP_URL needs a sender, or no mail is sent: set FOYER_MAIL_FROM too.',
  );
}

function providerOf(env: Env): Config['signIn']['provider'] {
  const { FOYER_OIDC_ISSUER: issuer, FOYER_OIDC_CLIENT_ID: clientId } = env;
  if (issuer === undefined && clientId === undefined) return undefined;
  if (issuer === undefined || clientId === undefined) {
    throw new AppError(
      'bad_request',
      'FOYER_OIDC_ISSUER and FOYER_OIDC_CLIENT_ID belong together: set both, or neither.',
    );
  }
  return {
    issuer: issuer.replace(/\/+$/, ''),
    clientId,
    clientSecret: env.FOYER_OIDC_CLIENT_SECRET,
    name: env.FOYER_OIDC_NAME,
    role: env.FOYER_OIDC_ROLE,
    trustEmail: isOn(env.FOYER_OIDC_TRUST_EMAIL),
  };
}

function isOn(flag: string): boolean {
  return flag === '1' || flag === 'true';
}

import type { Engine } from '../dialect.ts';

/**
 * People of the staff. All but `invitations` are written by the accounts library, which brings its own kinds of
 * column: on PostgreSQL its times are `timestamptz` and its flags `boolean`, on SQLite ISO text and 0 or 1.
 */
export function accountTables(engine: Engine): readonly string[] {
  const { bigint } = engine.types;
  const [time, flag] = engine.name === 'postgres' ? ['timestamptz', 'boolean'] : ['text', 'integer'];
  return [
    `create table users (
       id text primary key,
       name text not null,
       email text not null unique,
       email_verified ${flag} not null,
       image text,
       role text not null,
       disabled_at ${bigint},
       two_factor_enabled ${flag},
       created_at ${time} not null,
       updated_at ${time} not null)`,
    `create table user_sessions (
       id text primary key,
       user_id text not null references users (id) on delete cascade,
       token text not null unique,
       expires_at ${time} not null,
       ip_address text,
       user_agent text,
       created_at ${time} not null,
       updated_at ${time} not null)`,
    `create index user_sessions_user on user_sessions (user_id)`,
    `create table user_logins (
       id text primary key,
       user_id text not null references users (id) on delete cascade,
       provider_id text not null,
       account_id text not null,
       password text,
       access_token text,
       refresh_token text,
       id_token text,
       access_token_expires_at ${time},
       refresh_token_expires_at ${time},
       scope text,
       created_at ${time} not null,
       updated_at ${time} not null,
       unique (provider_id, account_id))`,
    `create index user_logins_user on user_logins (user_id)`,
    `create table user_verifications (
       id text primary key,
       identifier text not null,
       value text not null,
       expires_at ${time} not null,
       created_at ${time} not null,
       updated_at ${time} not null)`,
    `create index user_verifications_identifier on user_verifications (identifier)`,
    `create table user_two_factors (
       id text primary key,
       user_id text not null references users (id) on delete cascade,
       secret text not null,
       backup_codes text not null,
       verified ${flag},
       failed_verification_count integer,
       locked_until ${time})`,
    `create index user_two_factors_user on user_two_factors (user_id)`,
    `create table invitations (
       id text primary key,
       token_hash text not null unique,
       email text,
       role text not null,
       invited_by text not null,
       created_at ${bigint} not null,
       expires_at ${bigint} not null,
       used_at ${bigint},
       revoked_at ${bigint})`,
    `create index invitations_email on invitations (email)`,
  ];
}

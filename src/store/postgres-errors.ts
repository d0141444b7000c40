/** What PostgreSQL's refusals mean, in our words. */
import { ConfigInvalid, StoreConflict } from '../errors.ts';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const CODE = {
  foreignKey: '23503',
  unique: '23505',
  wrongUser: '28000',
  wrongPassword: '28P01',
  noDatabase: '3D000',
  privilege: '42501',
  diskFull: '53100',
  tooManyConnections: '53300',
} as const;
/** Somebody else's transaction was in the way (40xxx), or a lock could not be had (55P03). */
const CONTENTION = /^(40|55P03)/;
/** The server stops, starts, cuts connections (57Pxx), lacks resources (53xxx), or the connection broke (08xxx). */
const AWAY = /^(57P|53|08)/;
/** Of the operating system and of the driver, which has no codes of its own. */
const NETWORK =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|Connection terminated|connection timeout|timeout exceeded|not queryable|Client was closed|Connection ended/i;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** True where the server cannot be reached, for now. */
export function isAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isAway);
  const code = codeOf(error);
  return AWAY.test(code) || NETWORK.test(code) || (error instanceof Error && NETWORK.test(error.message));
}

/** The error of the family for what a statement met; anything unknown stays as it is. */
export function translatePostgres(error: unknown): unknown {
  const code = codeOf(error);
  if (code === CODE.foreignKey) {
    return new StoreConflict('the install of these rows does not exist (any more); nothing was stored', false, {
      cause: error,
    });
  }
  if (code === CODE.unique) {
    return new StoreConflict('another row with this identity exists already; nothing was stored', false, {
      cause: error,
    });
  }
  if (code === CODE.privilege) {
    return new StoreConflict('the database user lacks a privilege; grant it and start again', false, { cause: error });
  }
  if (code === CODE.diskFull) {
    return new StoreConflict("the server's disk is full; make room, work resumes by itself", true, { cause: error });
  }
  if (CONTENTION.test(code)) {
    return new StoreConflict('another program was in the way; it is tried again', true, { cause: error });
  }
  if (isAway(error)) {
    return new StoreConflict('PostgreSQL does not answer; work resumes by itself once it does', true, { cause: error });
  }
  return error;
}

/** Who wants to connect to what, without the password. */
export interface Address {
  readonly host: string;
  readonly database: string;
  readonly user: string;
}

const invalid = (message: string): ConfigInvalid => new ConfigInvalid([{ key: 'DATABASE_URL', message }]);

/** Why a program cannot start on this database, in one line; anything unknown stays as it is. */
export function refusalOf(error: unknown, { host, database, user }: Address): unknown {
  const code = codeOf(error);
  if (code === CODE.wrongUser || code === CODE.wrongPassword) {
    return invalid(`the server at ${host} does not let the user "${user}" in; correct the user or the password`);
  }
  if (code === CODE.noDatabase) {
    return invalid(
      `there is no database "${database}" at ${host}; create it (createdb ${database}) or correct the name`,
    );
  }
  if (code === CODE.privilege) {
    const reason = error instanceof Error ? error.message : '';
    return invalid(
      `the user "${user}" lacks a privilege in the database "${database}" (${reason}); let it create there: grant create on database ${database} to ${user}; grant create on schema public to ${user}`,
    );
  }
  if (code === CODE.tooManyConnections) {
    return invalid(`the server at ${host} has no connection left; raise its max_connections or run fewer programs`);
  }
  if (isAway(error)) {
    return invalid(
      `no PostgreSQL answers at ${host} (${code || 'no answer'}); start the server or correct the address`,
    );
  }
  if (error instanceof Error && /password|SASL|SCRAM/i.test(error.message)) {
    return invalid(`the server at ${host} asks for a password; write it into the address`);
  }
  if (error instanceof Error && /SSL/i.test(error.message)) {
    return invalid(`the server at ${host} does not speak as the address wants (${error.message}); correct sslmode`);
  }
  return error;
}

/** The address itself cannot be read. */
export function unreadableAddress(): ConfigInvalid {
  return invalid('cannot be read; write it as postgres://user:password@host:5432/database');
}

/** Below the oldest version that is supported. */
export function serverTooOld(version: string, host: string): ConfigInvalid {
  return invalid(`the server at ${host} is PostgreSQL ${version}; Pulso needs 13 or newer`);
}

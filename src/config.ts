/**
 * Environment and file → Config. The only file that reads the environment. All faults are reported together, each with its key
 * and the remedy. The environment wins over the file (`pulso.json` in PULSO_HOME, or the path in PULSO_CONFIG).
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { connectionSchema, httpUrlSchema, tokenSchema } from './config-connections.ts';
import { instantSchema } from './cx/model/signal.ts';
import { languageSchema } from './cx/model/text.ts';
import { ConfigInvalid, type Fault } from './errors.ts';
import { LINK_BY } from './jobs/link-by.ts';
import { modelFileSchema } from './model-file.ts';

const portSchema = z.coerce
  .number({ error: 'give a port number from 0 (any free one) to 65535' })
  .int({ error: 'give a whole port number' })
  .min(0, { error: 'give a port number from 0 (any free one) to 65535' })
  .max(65_535, { error: 'give a port number from 0 (any free one) to 65535' });

const COOLDOWN_REMEDY = 'give a number of days from 0 to 365';

const SIZE_REMEDY = 'give a whole number from 60 to 20000';

const SANDBOXES = ['hubspot', 'salesforce'] as const;

/** A list, or its parts separated by commas. */
const listed = (given: unknown): unknown =>
  typeof given === 'string' ? given.split(',').map((part) => part.trim()) : given;

const configSchema = z.strictObject({
  port: portSchema.default(8080),
  host: z.string().min(1).default('127.0.0.1'),
  sandboxPort: portSchema.optional(),
  salesforceSandboxPort: portSchema.optional(),
  /** Which sandbox CRMs there are while no real account is connected. */
  sandboxes: z
    .preprocess(listed, z.array(z.enum(SANDBOXES, { error: `name some of ${SANDBOXES.join(', ')}` })).min(1))
    .default([...SANDBOXES]),
  /** Contacts of the company that the sandboxes are about; tickets and the rest follow in proportion. Counts when it is made up. */
  sandboxContacts: z.coerce
    .number({ error: SIZE_REMEDY })
    .int({ error: SIZE_REMEDY })
    .min(60, { error: SIZE_REMEDY })
    .max(20_000, { error: SIZE_REMEDY })
    .default(600),
  publicUrl: httpUrlSchema.optional(),
  /** A Salesforce admin's access token, for setting the org up (`pulso install salesforce`). */
  salesforceAdminToken: tokenSchema('give an admin’s access token, or remove the key').optional(),
  databaseUrl: z.string().min(1).optional(),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  language: languageSchema.default('en'),
  pollMinutes: z.coerce.number().min(0.01, { error: 'give a number of minutes above 0' }).max(1440).default(5),
  /** Opens the console from elsewhere than this computer. */
  consoleKey: z.string().min(12, { error: 'use at least 12 characters' }).optional(),
  /** 32 bytes in base64; encrypts the tokens at rest. */
  key: z
    .string()
    .refine((text) => /^[A-Za-z0-9+/]{43}=$/.test(text), {
      error: 'give 32 random bytes in base64: openssl rand -base64 32',
    })
    .optional(),
  /** E-mail addresses of those who may change settings from inside a CRM; nobody when empty. */
  admins: z
    .preprocess(listed, z.array(z.email({ error: 'give e-mail addresses, separated by commas' }).toLowerCase()))
    .default([]),
  /** By what one person is recognised in several CRMs, so that each score sees all of them; absent: each CRM stays by itself. */
  linkCustomers: z
    .enum(LINK_BY, { error: 'give "email" or "externalId", or remove the key to keep the CRMs apart' })
    .optional(),
  /** After an alert, another one of the same subject and kind counts as the same for so long. */
  alertCooldownDays: z.coerce
    .number({ error: COOLDOWN_REMEDY })
    .min(0, { error: COOLDOWN_REMEDY })
    .max(365, { error: COOLDOWN_REMEDY })
    .default(7),
  /** A fixed clock, for demonstrations and tests. */
  now: instantSchema.optional(),
  /** Names of the fields to write; all when absent. */
  fields: z.array(z.string()).optional(),
  /** What differs from the shipped model (src/cx/default-model.ts). */
  model: modelFileSchema.optional(),
  connections: z.array(connectionSchema).default([]),
});

export type Config = z.infer<typeof configSchema> & {
  /** Absolute path of the data folder. */
  readonly home: string;
};

/** Environment variable → key of the file. */
const ENVIRONMENT = {
  PORT: 'port',
  HOST: 'host',
  SANDBOX_PORT: 'sandboxPort',
  SANDBOX_SALESFORCE_PORT: 'salesforceSandboxPort',
  PULSO_SANDBOX: 'sandboxes',
  PULSO_SANDBOX_CONTACTS: 'sandboxContacts',
  PULSO_PUBLIC_URL: 'publicUrl',
  SALESFORCE_ADMIN_TOKEN: 'salesforceAdminToken',
  DATABASE_URL: 'databaseUrl',
  PULSO_LOG_LEVEL: 'logLevel',
  PULSO_LANGUAGE: 'language',
  PULSO_POLL_MINUTES: 'pollMinutes',
  PULSO_CONSOLE_KEY: 'consoleKey',
  PULSO_KEY: 'key',
  PULSO_ALERT_COOLDOWN_DAYS: 'alertCooldownDays',
  PULSO_NOW: 'now',
  PULSO_ADMINS: 'admins',
  PULSO_LINK_CUSTOMERS: 'linkCustomers',
} as const;
/** One account of each CRM can be given by the environment. Without one of `needs` the rest has no effect. */
const CONNECTION_ENVIRONMENT = {
  hubspot: {
    needs: ['HUBSPOT_ACCESS_TOKEN', 'HUBSPOT_CLIENT_ID'],
    names: {
      HUBSPOT_ACCESS_TOKEN: 'accessToken',
      HUBSPOT_BASE_URL: 'baseUrl',
      HUBSPOT_CLIENT_ID: 'clientId',
      HUBSPOT_CLIENT_SECRET: 'clientSecret',
      HUBSPOT_AUTHORIZE_URL: 'authorizeUrl',
      HUBSPOT_APP_ID: 'appId',
    },
  },
  salesforce: {
    needs: ['SALESFORCE_CLIENT_ID'],
    names: {
      SALESFORCE_AUTH: 'auth',
      SALESFORCE_BASE_URL: 'baseUrl',
      SALESFORCE_CLIENT_ID: 'clientId',
      SALESFORCE_CLIENT_SECRET: 'clientSecret',
      SALESFORCE_USERNAME: 'username',
      SALESFORCE_PRIVATE_KEY: 'privateKey',
      SALESFORCE_PRIVATE_KEY_FILE: 'privateKeyFile',
      SALESFORCE_AUTHORIZE_URL: 'authorizeUrl',
    },
  },
} as const;
const OTHER_NAMES = ['PULSO_HOME', 'PULSO_CONFIG'];

type Environment = Readonly<Record<string, string | undefined>>;

function given(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
}

function readFile(path: string, mustExist: boolean, faults: Fault[]): Record<string, unknown> {
  if (!existsSync(path)) {
    if (mustExist)
      faults.push({ key: 'PULSO_CONFIG', message: `there is no file ${path}; correct the path or remove the key` });
    return {};
  }
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
    faults.push({ key: path, message: 'must hold one JSON object' });
  } catch (cause) {
    faults.push({ key: path, message: `is not valid JSON (${complaintOf(cause)})` });
  }
  return {};
}

/** Without the piece of the file that the parser quotes: it may be a secret. */
function complaintOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.replace(/, (\.\.\.)?".*$/s, '');
}

function unknownNames(environment: Environment): Fault[] {
  const connections = Object.values(CONNECTION_ENVIRONMENT).flatMap(({ names }) => Object.keys(names));
  const known = new Set([...Object.keys(ENVIRONMENT), ...connections, ...OTHER_NAMES]);
  return Object.keys(environment)
    .filter((name) => /^(PULSO|HUBSPOT|SALESFORCE)_/.test(name) && !known.has(name))
    .map((name) => ({ key: name, message: `is not a setting of Pulso; known: ${[...known].sort().join(', ')}` }));
}

/** The account of this CRM that the environment names, as the file would say it; null where it names none. */
function connectionFromEnvironment(
  environment: Environment,
  crm: keyof typeof CONNECTION_ENVIRONMENT,
  faults: Fault[],
): Record<string, string> | null {
  const { needs, names } = CONNECTION_ENVIRONMENT[crm];
  const values = Object.entries(names).flatMap(([name, key]) => {
    const value = given(environment, name);
    return value === undefined ? [] : [{ name, key, value }];
  });
  if (needs.some((name) => given(environment, name) !== undefined))
    return { crm, ...Object.fromEntries(values.map(({ key, value }) => [key, value])) };
  for (const { name } of values)
    faults.push({ key: name, message: `has no effect without ${needs.join(' or ')}; set that or remove this key` });
  return null;
}

/** The variable that gave the value, or its key in the file. */
function nameOf(path: readonly PropertyKey[], fromEnvironment: ReadonlyMap<string, string>): string {
  const key = path.map(String).join('.');
  const whole = String(path[0]);
  return fromEnvironment.get(key) ?? fromEnvironment.get(whole) ?? (key === '' ? 'pulso.json' : key);
}

function faultsOf(issue: z.core.$ZodIssue, fromEnvironment: ReadonlyMap<string, string>): Fault[] {
  if (issue.code !== 'unrecognized_keys') return [{ key: nameOf(issue.path, fromEnvironment), message: issue.message }];
  const owner =
    issue.path[0] === 'connections' ? 'does not belong to this way of connecting' : 'is not a setting of Pulso';
  const message = `${owner}; remove it or correct its name`;
  return issue.keys.map((key) => ({ key: nameOf([...issue.path, key], fromEnvironment), message }));
}

/**
 * Reads and checks the whole configuration.
 * @throws ConfigInvalid with every fault.
 */
export function readConfig(environment: Environment = process.env, folder: string = process.cwd()): Config {
  const faults: Fault[] = unknownNames(environment);
  const home = resolve(folder, given(environment, 'PULSO_HOME') ?? '.pulso');
  const path = given(environment, 'PULSO_CONFIG');
  const file = readFile(
    path === undefined ? join(home, 'pulso.json') : resolve(folder, path),
    path !== undefined,
    faults,
  );

  const fromEnvironment = new Map<string, string>();
  const merged: Record<string, unknown> = { ...file };
  for (const [name, key] of Object.entries(ENVIRONMENT)) {
    const value = given(environment, name);
    if (value === undefined) continue;
    merged[key] = value;
    fromEnvironment.set(key, name);
  }
  for (const crm of SANDBOXES) {
    const connection = connectionFromEnvironment(environment, crm, faults);
    if (connection === null) continue;
    const others: unknown[] = Array.isArray(merged.connections) ? merged.connections : [];
    merged.connections = [...others, connection];
    for (const [name, key] of Object.entries(CONNECTION_ENVIRONMENT[crm].names))
      fromEnvironment.set(`connections.${others.length}.${key}`, name);
  }

  const parsed = configSchema.safeParse(merged);
  if (!parsed.success) faults.push(...parsed.error.issues.flatMap((issue) => faultsOf(issue, fromEnvironment)));
  if (faults.length > 0 || !parsed.success) throw new ConfigInvalid(faults);
  return { ...parsed.data, home };
}

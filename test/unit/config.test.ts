import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { ConfigInvalid, type Fault } from '../../src/errors.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pulso-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (environment: Record<string, string>) => readConfig({ PULSO_HOME: folder, ...environment });
const writeFile = (content: unknown) => writeFileSync(join(folder, 'pulso.json'), JSON.stringify(content));

function faultsOf(environment: Record<string, string>): readonly Fault[] {
  try {
    read(environment);
  } catch (error) {
    if (error instanceof ConfigInvalid) return error.faults;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('needs nothing at all', () => {
    expect(read({})).toMatchObject({ port: 8080, host: '127.0.0.1', home: folder, connections: [], language: 'en' });
  });

  it('takes the data folder relative to where the program was started', () => {
    expect(readConfig({}, folder).home).toBe(join(folder, '.pulso'));
  });

  it('lets the environment win over the file', () => {
    writeFile({ port: 9001, language: 'es' });
    expect(read({ PORT: '9002' })).toMatchObject({ port: 9002, language: 'es' });
  });

  it('connects a real portal by its private-app token', () => {
    expect(
      read({ HUBSPOT_ACCESS_TOKEN: 'secret-token', HUBSPOT_BASE_URL: 'http://127.0.0.1:9999/' }).connections,
    ).toEqual([{ crm: 'hubspot', auth: 'token', accessToken: 'secret-token', baseUrl: 'http://127.0.0.1:9999' }]);
  });

  it('takes a sandbox of each CRM unless fewer are named', () => {
    expect(read({}).sandboxes).toEqual(['hubspot', 'salesforce']);
    expect(read({ PULSO_SANDBOX: ' salesforce ' }).sandboxes).toEqual(['salesforce']);
    expect(faultsOf({ PULSO_SANDBOX: 'hubspot,zoho' })).toEqual([
      { key: 'PULSO_SANDBOX', message: 'name some of hubspot, salesforce' },
    ]);
  });

  it('reports all faults at once, each with its key and the remedy', () => {
    writeFile({ colour: 'red', connections: [{ crm: 'hubspot', baseUrl: 'not an address' }] });
    const faults = faultsOf({ PORT: 'eighty', PULSO_LOG_LEVEL: 'loud', PULSO_KEY: 'c2hvcnQ=', PULSO_HOEM: '/x' });
    expect(faults.map((fault) => fault.key).sort()).toEqual([
      'PORT',
      'PULSO_HOEM',
      'PULSO_KEY',
      'PULSO_LOG_LEVEL',
      'colour',
      'connections.0.accessToken',
      'connections.0.baseUrl',
    ]);
    for (const fault of faults) expect(fault.message.length).toBeGreaterThan(10);
    expect(faults.find((fault) => fault.key === 'PULSO_KEY')?.message).toContain('openssl rand -base64 32');
  });

  it.each(['', '0', '2.5', 'soon', '-1', '400'])(
    'takes %j days between two alerts of a kind, or says how many may be',
    (days) => {
      const environment = { PULSO_ALERT_COOLDOWN_DAYS: days };
      const fits = ['', '0', '2.5'].includes(days);
      if (fits) expect(readConfig(environment, folder).alertCooldownDays).toBe(days === '' ? 7 : Number(days));
      else
        expect(faultsOf(environment)).toEqual([
          { key: 'PULSO_ALERT_COOLDOWN_DAYS', message: 'give a number of days from 0 to 365' },
        ]);
    },
  );

  it('names the file that is not JSON', () => {
    writeFileSync(join(folder, 'pulso.json'), '{"port": ');
    expect(faultsOf({})).toEqual([
      { key: join(folder, 'pulso.json'), message: expect.stringContaining('not valid JSON') },
    ]);
  });

  it('names what is wrong with a file that is not JSON without quoting from it', () => {
    for (const text of ['{ "consoleKey": hunter2-hunter2 }', 'hunter2', '{"key": "hunter2" "port": 1}', '']) {
      writeFileSync(join(folder, 'pulso.json'), text);
      const [fault] = faultsOf({});
      expect(fault?.message).toMatch(/^is not valid JSON \((Unexpected|Expected)/);
      expect(fault?.message).not.toContain('hunter2');
    }
  });

  it.each([
    { HUBSPOT_ACCESS_TOKEN: 'pat-…' },
    { HUBSPOT_ACCESS_TOKEN: 'pat-na1 1234' },
    { HUBSPOT_ACCESS_TOKEN: 'pat-na1\n1234' },
    { SALESFORCE_ADMIN_TOKEN: '00D…' },
  ])('refuses a token that no header can carry: %j', (environment: Record<string, string>) => {
    const faults = faultsOf(environment);
    expect(faults.map(({ key }) => key)).toEqual(Object.keys(environment));
    expect(faults[0]?.message).toBe(
      'holds a character that no token has (a space, a dot of an ellipsis …); copy it again',
    );
  });

  it.each([
    'https://me:hunter2@proxy.example.com',
    'https://proxy.example.com/?key=hunter2',
    'https://proxy.example.com/#top',
  ])('refuses an address that paths cannot be put behind: %s', (address) => {
    const faults = faultsOf({ HUBSPOT_ACCESS_TOKEN: 'secret-token', HUBSPOT_BASE_URL: address });
    expect(faults.map(({ key }) => key)).toEqual(['HUBSPOT_BASE_URL']);
    expect(faults[0]?.message).not.toContain('hunter2');
  });

  it('says that a client secret alone connects nothing', () => {
    expect(faultsOf({ HUBSPOT_CLIENT_SECRET: 'x', SALESFORCE_CLIENT_SECRET: 'y' })).toEqual([
      { key: 'HUBSPOT_CLIENT_SECRET', message: expect.stringContaining('HUBSPOT_ACCESS_TOKEN or HUBSPOT_CLIENT_ID') },
      { key: 'SALESFORCE_CLIENT_SECRET', message: expect.stringContaining('SALESFORCE_CLIENT_ID') },
    ]);
  });

  describe('of how an account is reached', () => {
    const MY_DOMAIN = 'https://example.my.salesforce.com';
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trim();
    const org = { SALESFORCE_BASE_URL: `${MY_DOMAIN}/`, SALESFORCE_CLIENT_ID: 'key-1' };
    const connection = (environment: Record<string, string>) => read(environment).connections[0];

    it('takes an OAuth app of HubSpot, or a token, and not both', () => {
      const app = { HUBSPOT_CLIENT_ID: 'client-1', HUBSPOT_CLIENT_SECRET: 'very-secret' };
      expect(connection(app)).toMatchObject({ crm: 'hubspot', auth: 'oauth', clientId: 'client-1' });
      expect(faultsOf({ ...app, HUBSPOT_ACCESS_TOKEN: 'x' })).toEqual([
        { key: 'HUBSPOT_ACCESS_TOKEN', message: expect.stringContaining('remove it') },
      ]);
      expect(faultsOf({ HUBSPOT_CLIENT_ID: 'client-1' })).toEqual([
        { key: 'HUBSPOT_CLIENT_SECRET', message: expect.stringContaining('Auth tab') },
      ]);
    });

    it('takes Salesforce by client credentials, by a signed user name, or by consent', () => {
      const secret = { SALESFORCE_CLIENT_SECRET: 'very-secret' };
      expect(connection({ ...org, ...secret })).toMatchObject({ auth: 'client_credentials', baseUrl: MY_DOMAIN });
      expect(connection({ ...org, ...secret, SALESFORCE_AUTH: 'oauth' })).toMatchObject({ auth: 'oauth' });
      const user = { SALESFORCE_USERNAME: 'pulso@example.com' };
      const jwt = { auth: 'jwt', username: 'pulso@example.com', privateKey: pem };
      const oneLine = pem.replaceAll('\n', '\\n');
      expect(connection({ ...org, ...user, SALESFORCE_PRIVATE_KEY: oneLine })).toMatchObject(jwt);
      const file = join(folder, 'pulso.key');
      writeFileSync(file, `${pem}\n`);
      expect(connection({ ...org, ...user, SALESFORCE_PRIVATE_KEY_FILE: file })).toMatchObject(jwt);
    });

    it.each([
      ['an address without records', { ...org, SALESFORCE_BASE_URL: 'https://login.salesforce.com' }, 'My Domain'],
      ['an address of pages', { ...org, SALESFORCE_BASE_URL: 'https://example.lightning.force.com' }, 'My Domain'],
      ['no address', { SALESFORCE_CLIENT_ID: 'key-1' }, 'My Domain'],
      ['another way', { ...org, SALESFORCE_AUTH: 'password' }, 'client_credentials, jwt, oauth'],
      ['a key that is none', { ...org, SALESFORCE_USERNAME: 'u', SALESFORCE_PRIVATE_KEY: 'very-secret' }, 'PEM'],
      ['a file that is not there', { ...org, SALESFORCE_PRIVATE_KEY_FILE: '/nowhere/pulso.key' }, '/nowhere/pulso.key'],
      ['a user name without a key', { ...org, SALESFORCE_USERNAME: 'u' }, 'privateKeyFile'],
    ])('names %s', (_, environment, remedy) => {
      const faults = faultsOf({ SALESFORCE_CLIENT_SECRET: 'very-secret', ...environment });
      expect(faults.map(({ message }) => message).join()).toContain(remedy);
      for (const { key } of faults) expect(key).toMatch(/^SALESFORCE_/);
      expect(JSON.stringify(faults)).not.toContain('very-secret');
    });
  });

  it('never repeats a secret in a fault', () => {
    const faults = faultsOf({
      HUBSPOT_ACCESS_TOKEN: 'pat-very-secret',
      HUBSPOT_BASE_URL: 'nowhere',
      PULSO_KEY: 'key-very-secret',
    });
    expect(faults.length).toBe(2);
    expect(JSON.stringify(faults)).not.toContain('very-secret');
  });
});

import { describe, expect, test } from 'vitest';
import type { CrmRequest, Transport } from '../../../../src/crm/port.ts';
import { type DeployProgress, deploy } from '../../../../src/crm/salesforce/deploy.ts';
import { parseSoap } from '../../../../src/crm/salesforce/soap.ts';
import { CrmUnavailable, ScopeMissing } from '../../../../src/errors.ts';

const ID = '0Af000000000001AAA';
const soap = (method: string, result: string) =>
  `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><${method}Response><result>${result}</result></${method}Response></e:Body></e:Envelope>`;
const status = (done: number, state: string, more = '') =>
  soap(
    'checkDeployStatus',
    `<done>${state !== 'InProgress'}</done><id>${ID}</id><numberComponentErrors>0</numberComponentErrors><numberComponentsDeployed>${done}</numberComponentsDeployed><numberComponentsTotal>3</numberComponentsTotal><status>${state}</status><success>${state === 'Succeeded'}</success>${more}`,
  );

/** Answers the deployment, then these states one after the other; the last one for ever. */
function org(states: readonly string[]) {
  const sent: CrmRequest[] = [];
  const waits: number[] = [];
  let now = 0;
  let asked = 0;
  const transport: Transport = {
    async send(request) {
      sent.push(request);
      const isStatus = String(request.body).includes('checkDeployStatus');
      const text = isStatus
        ? states[Math.min(asked++, states.length - 1)]
        : soap('deploy', `<done>false</done><id>${ID}</id>`);
      return { status: 200, headers: {}, body: parseSoap(text ?? '') };
    },
  };
  const clock = {
    now: () => now,
    async wait(ms: number) {
      waits.push(ms);
      now += ms;
    },
  };
  return { transport, clock, sent, waits };
}

const run = (
  { transport, clock }: ReturnType<typeof org>,
  options: Parameters<typeof deploy>[3] = { checkOnly: false },
  onProgress?: (progress: DeployProgress) => void,
) => deploy(transport, clock, Buffer.from('zip'), options, onProgress);

describe('deploying a package', () => {
  test('follows it until it is done, ever more patiently, and tells how far it is', async () => {
    const it = org([status(0, 'InProgress'), status(1, 'InProgress'), status(2, 'InProgress'), status(3, 'Succeeded')]);
    const seen: DeployProgress[] = [];
    const deployment = await run(it, { checkOnly: false }, (progress) => seen.push(progress));
    expect(deployment).toMatchObject({ id: ID, succeeded: true, components: [] });
    expect(seen.map(({ done, total }) => `${done}/${total}`)).toEqual(['0/3', '1/3', '2/3', '3/3']);
    expect(it.waits).toEqual([500, 1000, 2000]);
  });

  test('asks for all or nothing, in the order of the schema', async () => {
    const it = org([status(3, 'Succeeded')]);
    await run(it, { checkOnly: true });
    const body = String(it.sent[0]?.body);
    expect(body).toContain(`<ZipFile>${Buffer.from('zip').toString('base64')}</ZipFile>`);
    expect(body).toContain(
      '<DeployOptions><checkOnly>true</checkOnly><ignoreWarnings>true</ignoreWarnings><rollbackOnError>true</rollbackOnError><singlePackage>true</singlePackage></DeployOptions>',
    );
    expect(body).not.toMatch(/Bearer|access_token/);
  });

  test('tells what became of each component, whether there is one or many', async () => {
    const message = (name: string, facts: string) =>
      `<componentType>CustomField</componentType><fileName>objects/Contact.object</fileName><fullName>${name}</fullName>${facts}`;
    const failure = `<componentFailures>${message('Contact.A__c', '<success>false</success><problem>No &amp; no</problem><lineNumber>12</lineNumber><columnNumber>7</columnNumber>')}</componentFailures>`;
    const flags = (created: boolean, changed: boolean, deleted = false) =>
      `<success>true</success><created>${created}</created><changed>${changed}</changed><deleted>${deleted}</deleted>`;
    const successes = [
      message('Contact.B__c', `${flags(true, true)}<lineNumber/>`),
      message('Contact.C__c', flags(false, true)),
      message('Contact.D__c', flags(false, false)),
      message('Contact.E__c', flags(false, true, true)),
      '<componentType></componentType><fileName>package.xml</fileName><fullName>package.xml</fullName><success>true</success>',
    ].map((one) => `<componentSuccesses>${one}</componentSuccesses>`);
    const it = org([status(3, 'Failed', `<details>${failure}${successes.join('')}</details>`)]);
    const { succeeded, components } = await run(it);
    expect(succeeded).toBe(false);
    expect(components.map(({ fullName, outcome }) => `${fullName} ${outcome}`)).toEqual([
      'Contact.A__c failed',
      'Contact.B__c created',
      'Contact.C__c changed',
      'Contact.D__c same',
      'Contact.E__c removed',
    ]);
    expect(components[1]?.line).toBeNull();
    expect(components[0]).toMatchObject({ problem: 'No & no', file: 'objects/Contact.object', line: 12, column: 7 });
  });

  test('gives up after half an hour, and names where to look', async () => {
    const it = org([status(1, 'InProgress')]);
    await expect(run(it)).rejects.toThrow(CrmUnavailable);
    await expect(run(org([status(1, 'InProgress')]))).rejects.toThrow(/Deployment Status/);
  });

  test('says who may deploy where our user may not', async () => {
    const it = org([]);
    const transport: Transport = {
      send: () => Promise.reject(new ScopeMissing(['api (INSUFFICIENT_ACCESS: use of the Metadata API)'], 'POST')),
    };
    await expect(run({ ...it, transport })).rejects.toThrow(/Modify Metadata Through Metadata API Functions/);
  });
});

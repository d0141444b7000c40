/** The package for a Salesforce org: as Pulso's own fields are, whole in itself, and the same as Salesforce's tools make of it. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { XMLParser } from 'fast-xml-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import { generated, SOURCE, standing } from '../../../extensions/salesforce/write-metadata.ts';
import { fieldSpecs } from '../../../src/cards/fields.ts';
import { packageZip } from '../../../src/cli/salesforce-package/package-zip.ts';
import { readPackage } from '../../../src/cli/salesforce-package/read-package.ts';
import { loadContributions } from '../../../src/contributions.ts';
import { manifest } from '../../../src/crm/salesforce/manifest.ts';
import { READ_ACCESS, TASK_FIELDS } from '../../../src/crm/salesforce/read-access.ts';
import { readZip } from '../../../src/sandbox/salesforce/metadata/zip.ts';

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, ignoreDeclaration: true });
const parse = (content: Buffer | string) => parser.parse(content.toString()) as Record<string, unknown>;
const VENDORS = { customer: 'Contact', account: 'Account', ticket: 'Case' } as const;
const read = (path: string): string => readFileSync(join(SOURCE, path), 'utf8');

/** Fields of an object in one order; Salesforce does not care for it. */
const inOrder = (file: Record<string, unknown>): unknown =>
  Object.entries(file).map(([root, content]) => {
    const { fields, ...rest } = content as { fields?: { fullName?: string; name?: string }[] };
    const nameOf = (field: { fullName?: string; name?: string }) => field.fullName ?? field.name ?? '';
    return { root, rest, fields: fields?.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)) };
  });

/** The texts of an element, wherever it stands. */
const texts = (xml: string, element: string): string[] =>
  [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, text = '']) => text);
const filesIn = (folder: string, end: string): string[] =>
  readdirSync(join(SOURCE, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end))
    .map((name) => `${folder}/${name}`);

describe('what says the same as our code', () => {
  test('is written by our code', async () => {
    const files = await generated();
    expect([...standing()].sort()).toEqual([...files.keys()].sort());
    for (const [path, text] of files)
      expect(read(path), `${path}: node extensions/salesforce/write-metadata.ts`).toBe(text);
  });

  test('has every field that Pulso writes', async () => {
    const specs = fieldSpecs((await loadContributions()).flags);
    expect(specs.length).toBeGreaterThan(30);
    for (const { object, name } of specs) {
      const field = `${VENDORS[object]}/fields/${manifest.fieldName(name)}`;
      expect(read(`objects/${field}.field-meta.xml`)).toContain(`<fullName>${manifest.fieldName(name)}</fullName>`);
    }
  });
});

describe('our own conversion', () => {
  const out = mkdtempSync(join(tmpdir(), 'pulso-mdapi-'));
  const theirs = new Map<string, string>();
  const ours = new Map<string, string>();
  beforeAll(async () => {
    // A process of its own, away from home: the library writes files there, and keeps its worker alive.
    const script = `
      const { ComponentSet, MetadataConverter } = require('@salesforce/source-deploy-retrieve');
      const set = ComponentSet.fromSource(process.argv[1]);
      set.sourceApiVersion = '67.0';
      new MetadataConverter()
        .convert(set, 'metadata', { type: 'directory', outputDirectory: process.argv[2], packageName: 'package', genUniqueDir: false })
        .then(() => process.exit(0));`;
    await promisify(execFile)(process.execPath, ['-e', script, SOURCE, out], {
      cwd: join(import.meta.dirname, '../../..'),
      env: { ...process.env, HOME: out, SF_DISABLE_TELEMETRY: 'true' },
    });
    for (const entry of readdirSync(join(out, 'package'), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      theirs.set(path.slice(join(out, 'package').length + 1), readFileSync(path, 'utf8'));
    }
    for (const [path, content] of readZip(packageZip(readPackage()))) ours.set(path, content.toString());
  });

  test("has the files that Salesforce's own has", () => {
    expect([...ours.keys()].sort()).toEqual([...theirs.keys()].sort());
    expect(theirs.size).toBeGreaterThan(50);
  });

  test('says the same in each', () => {
    for (const [path, text] of ours) {
      if (path === 'package.xml') continue;
      const [mine, other] = [text, theirs.get(path) ?? ''];
      if (/\.(js|html|css|svg)$/.test(path)) expect(mine, path).toBe(other);
      else expect(inOrder(parse(mine)), path).toEqual(inOrder(parse(other)));
    }
  });

  test('lists the same components', () => {
    const members = (xml: string): string[] =>
      [...xml.matchAll(/<types>(.*?)<\/types>/gs)].flatMap(([, types = '']) =>
        texts(types, 'members').map((member) => `${texts(types, 'name')[0]}:${member.replace(/\/$/, '')}`),
      );
    // CustomLabels is only the file; its labels are listed.
    const wanted = members(theirs.get('package.xml') ?? '').filter((member) => member !== 'CustomLabels:CustomLabels');
    expect(members(ours.get('package.xml') ?? '').sort()).toEqual(wanted.sort());
  });
});

describe('every reference leads somewhere', () => {
  const fields = new Set(
    filesIn('objects', '.field-meta.xml').map((path) => path.replace(/^objects\/(\w+)\/fields\/(\w+)\..*$/, '$1.$2')),
  );
  const ours = (object: string, names: readonly string[]): string[] =>
    names.filter((name) => name.endsWith('__c')).map((name) => `${object}.${name}`);
  const bundles = new Set(readdirSync(join(SOURCE, 'lwc')));

  test('of permission sets', () => {
    const named = filesIn('permissionsets', '.xml').flatMap((path) => texts(read(path), 'field'));
    const standard = Object.entries(READ_ACCESS).flatMap(([object, names]) => names.map((name) => `${object}.${name}`));
    expect(named.length).toBeGreaterThan(80);
    expect(named.filter((name) => !fields.has(name)).toSorted()).toEqual([...standard, 'Task.Description'].toSorted());
    const tabs = filesIn('permissionsets', '.xml').flatMap((path) => texts(read(path), 'tab'));
    expect(tabs).toEqual(['Pulso_Portfolio']);
    expect(read('tabs/Pulso_Portfolio.tab-meta.xml')).toContain('<flexiPage>Pulso_Portfolio</flexiPage>');
  });

  test('of the integration user, who sees every field that is read even where no profile opens one', () => {
    const set = parse(read('permissionsets/Pulso_Integration.permissionset-meta.xml')).PermissionSet as {
      fieldPermissions: { field: string; readable: string; editable: string }[];
      objectPermissions: { object: string }[];
    };
    const opened = new Map(set.fieldPermissions.map(({ field, editable }) => [field, editable]));
    for (const field of ['Case.ContactId', 'Contact.AccountId', 'Contact.Email', 'Event.WhoId', 'Opportunity.Amount'])
      expect(opened.get(field), field).toBe('false');
    for (const object of ['Account', 'Case', 'Contact', 'Opportunity', 'Pulso_Request__c'])
      expect(set.objectPermissions).toContainEqual(expect.objectContaining({ object, viewAllRecords: 'true' }));
    // Of Salesforce's own, only what a task of ours says is written.
    const written = [...opened].filter(([field, edit]) => edit === 'true' && !field.endsWith('__c'));
    expect(written.map(([field]) => field)).toEqual(TASK_FIELDS.map((name) => `Task.${name}`));
  });

  test('of people, who may ask something of Pulso and not answer it', () => {
    const set = parse(read('permissionsets/Pulso_User.permissionset-meta.xml')).PermissionSet as {
      fieldPermissions: { field: string; editable: string }[];
      objectPermissions: Record<string, string>;
    };
    const written = set.fieldPermissions.filter(({ editable }) => editable === 'true').map(({ field }) => field);
    expect(written.length).toBe(7);
    expect(written.every((field) => field.startsWith('Pulso_Request__c.'))).toBe(true);
    expect(written).not.toContain('Pulso_Request__c.Status__c');
    expect(set.objectPermissions).toMatchObject({
      ...{ object: 'Pulso_Request__c', allowCreate: 'true', allowEdit: 'false', viewAllRecords: 'false' },
    });
    expect(read('objects/Pulso_Request__c/Pulso_Request__c.object-meta.xml')).toContain(
      '<sharingModel>Private</sharingModel>',
    );
  });

  test('of flows', () => {
    const labels = texts(read('labels/CustomLabels.labels-meta.xml'), 'fullName');
    const paths = filesIn('flows', '.xml');
    expect(paths.length).toBe(6);
    for (const path of paths) {
      const xml = read(path);
      const flow = (parse(xml).Flow ?? {}) as Record<string, unknown>;
      const list = (key: string) => [flow[key] ?? []].flat() as Record<string, unknown>[];
      const elements = [...list('start'), ...list('recordCreates'), ...list('recordLookups')];
      const used = elements.flatMap((element) => {
        const parts = ['filters', 'inputAssignments'].flatMap(
          (key) => [element[key] ?? []].flat() as { field: string }[],
        );
        return ours(
          String(element.object),
          parts.map((part) => part.field),
        );
      });
      const trigger = String(list('start')[0]?.object);
      used.push(
        ...ours(
          trigger,
          texts(xml, 'elementReference').flatMap((name) => name.match(/^\$Record\.(\w+)$/)?.[1] ?? []),
        ),
      );
      expect(used.length, path).toBeGreaterThan(0);
      expect(
        used.filter((name) => !fields.has(name)),
        path,
      ).toEqual([]);
      const mentioned = texts(xml, 'elementReference').flatMap((name) => name.match(/^\$Label\.(\w+)$/)?.[1] ?? []);
      expect(
        mentioned.filter((name) => !labels.includes(name)),
        path,
      ).toEqual([]);
      const names = texts(xml, 'name');
      expect(
        texts(xml, 'targetReference').filter((name) => !names.includes(name)),
        path,
      ).toEqual([]);
      expect(texts(xml, 'status')).toEqual(['Draft']);
    }
  });

  test('of tasks for low scores: only when the score falls, and after our own write is done', () => {
    for (const flow of ['Pulso_Low_Score_Task', 'Pulso_Account_Low_Score_Task']) {
      const xml = read(`flows/${flow}.flow-meta.xml`);
      expect(texts(xml, 'doesRequireRecordChangedToMeetCriteria')).toEqual(['true']);
      expect(texts(xml, 'pathType')).toEqual(['AsyncAfterCommit']);
      expect(texts(xml, 'recordTriggerType')).toEqual(['CreateAndUpdate']);
      // Nothing runs inside our transaction: the start has no connector of its own.
      const flowStart = (parse(xml).Flow as { start: Record<string, unknown> }).start;
      expect(flowStart).not.toHaveProperty('connector');
    }
  });

  test('of pages', () => {
    const used = filesIn('flexipages', '.xml').flatMap((path) => texts(read(path), 'componentName'));
    const own = used.flatMap((name) => name.match(/^c:(\w+)$/)?.[1] ?? []);
    expect(new Set(own)).toEqual(new Set(['pulsoCard', 'pulsoAccount', 'pulsoPortfolio']));
    expect(own.filter((name) => !bundles.has(name))).toEqual([]);
    for (const name of new Set(own)) {
      const meta = read(`lwc/${name}/${name}.js-meta.xml`);
      expect(texts(meta, 'isExposed'), name).toEqual(['true']);
      expect(texts(meta, 'target'), name).toContain(
        name === 'pulsoPortfolio' ? 'lightning__AppPage' : 'lightning__RecordPage',
      );
    }
  });

  test('of reports and the dashboard', () => {
    for (const path of filesIn('reports', '.report-meta.xml')) {
      const xml = read(path);
      const type = texts(xml, 'reportType')[0]?.replace(/__c$/, '');
      const columns = new Set(texts(read(`reportTypes/${type}.reportType-meta.xml`), 'field'));
      const used = [
        ...texts(xml, 'field'),
        ...texts(xml, 'column'),
        ...texts(xml, 'dateColumn'),
        ...texts(xml, 'sortColumn'),
      ];
      const names = used.filter((name) => name !== 'RowCount').map((name) => name.replace(/^\w+\$/, ''));
      expect(names.length, path).toBeGreaterThan(3);
      expect(
        names.filter((name) => !columns.has(name)),
        path,
      ).toEqual([]);
    }
    const reports = filesIn('reports', '.report-meta.xml').map((path) =>
      path.replace(/^reports\/(.*)\.report-meta\.xml$/, '$1'),
    );
    const shown = texts(read('dashboards/Pulso/Pulso_Overview.dashboard-meta.xml'), 'report');
    expect(shown.toSorted()).toEqual(reports.toSorted());
  });

  test('of translations, which leave no label and no choice out', () => {
    const labels = texts(read('labels/CustomLabels.labels-meta.xml'), 'fullName');
    const translated = (
      parse(read('translations/es.translation-meta.xml')).Translations as { customLabels: { name: string }[] }
    ).customLabels;
    expect(translated.map(({ name }) => name).sort()).toEqual(labels.sort());
    for (const path of filesIn('objects/Pulso_Request__c/fields', '.field-meta.xml')) {
      const name = path.match(/(\w+)\.field-meta/)?.[1];
      const spanish = texts(read(`objectTranslations/Pulso_Request__c-es/${name}.fieldTranslation-meta.xml`), 'label');
      expect(spanish, path).toHaveLength(1);
      expect(spanish, path).not.toEqual(texts(read(path), 'label').slice(0, 1));
    }
    const request = read('objectTranslations/Pulso_Request__c-es/Pulso_Request__c-es.objectTranslation-meta.xml');
    expect(texts(request, 'value')).toEqual(['Solicitud a Pulso', 'Solicitudes a Pulso']);
    for (const path of filesIn('objectTranslations', '.fieldTranslation-meta.xml')) {
      const xml = read(path);
      const [, object, name] = path.match(/^objectTranslations\/(\w+)-es\/(\w+)\./) ?? [];
      expect(fields.has(`${object}.${name}`), path).toBe(true);
      const choices = texts(read(`objects/${object}/fields/${name}.field-meta.xml`), 'label').slice(1);
      expect(texts(xml, 'masterLabel').toSorted(), path).toEqual(choices.toSorted());
      expect(texts(xml, 'translation').length, path).toBe(choices.length);
    }
  });

  test('of the client app, which rotates its tokens and holds no secret', () => {
    const xml = read('extlClntAppGlobalOauthSets/Pulso_glbloauth.ecaGlblOauth-meta.xml');
    for (const rule of ['isPkceRequired', 'isRefreshTokenRotationEnabled', 'isEnforceRefreshTokenTTL']) {
      expect(texts(xml, rule), rule).toEqual(['true']);
    }
    const all = filesIn('.', '-meta.xml')
      .map((path) => read(path.slice(2)))
      .join('');
    expect(all).not.toMatch(/<(consumerKey|consumerSecret|orgScopedExternalApp|oauthLink)>/);
  });
});

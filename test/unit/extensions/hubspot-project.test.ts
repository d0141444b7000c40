import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { translate } from '@hubspot/project-parsing-lib/translate';
import { describe, expect, test } from 'vitest';
import {
  metaSchema,
  type ProjectMeta,
  profileSchema,
  projectFileSchema,
} from '../../../src/cli/hubspot-project/meta-schema.ts';

const PROJECT = join(import.meta.dirname, '../../../extensions/hubspot');
const SOURCE = join(PROJECT, 'src');
const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** HubSpot's own reading of the project, its variables filled in. */
async function nodes(): Promise<Record<string, { config: unknown; componentType: string; metaFilePath: string }>> {
  const { intermediateRepresentation, skippedHsMetaFiles } = await translate(
    { projectSourceDir: SOURCE, platformVersion: '2026.03', accountId: 1 },
    { skipValidation: true, profile: 'example' },
  );
  expect(skippedHsMetaFiles).toEqual([]);
  return intermediateRepresentation.intermediateNodesIndexedByUid as never;
}

const filledIn = (text: string) => text.replaceAll(`\${PULSO_URL}`, 'https://cx.example.com');
function metaFiles(folder: string): { path: string; meta: ProjectMeta }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('-hsmeta.json') && !name.includes('node_modules'))
    .map((name) => {
      const parsed = metaSchema.safeParse(JSON.parse(filledIn(readFileSync(join(folder, name), 'utf8'))));
      if (!parsed.success) throw new Error(`${name}: ${JSON.stringify(parsed.error.issues, null, 1)}`);
      return { path: name, meta: parsed.data };
    });
}

describe('the HubSpot project', () => {
  test("HubSpot's own parser reads every component", async () => {
    const types = Object.values(await nodes()).map((node) => node.componentType);
    expect(types.sort()).toEqual([
      'APPLICATION',
      ...Array(5).fill('CARD'),
      'PAGE',
      'SETTINGS',
      'WEBHOOKS',
      ...Array(6).fill('WORKFLOW_ACTION'),
    ]);
  });

  test('every file of either variant is as HubSpot documents it, and every entry point exists', () => {
    const files = [...metaFiles(SOURCE), ...metaFiles(join(PROJECT, 'variants'))];
    expect(files).toHaveLength(16);
    for (const { meta } of files) {
      if ('entrypoint' in meta.config) expect(existsSync(join(SOURCE, meta.config.entrypoint))).toBe(true);
    }
    expect(projectFileSchema.parse(json(join(PROJECT, 'hsproject.json'))).name).toBe('pulso');
    profileSchema.parse(json(join(SOURCE, 'hsprofile.example.json')));
  });

  test('uids never change: a changed one takes the card off the records of everybody who put it there', async () => {
    expect(Object.keys(await nodes()).sort()).toMatchInlineSnapshot(`
      [
        "pulso_action_get_score",
        "pulso_action_log_observation",
        "pulso_action_recalculate",
        "pulso_app",
        "pulso_card_company",
        "pulso_card_contact",
        "pulso_card_deal",
        "pulso_card_help_desk",
        "pulso_card_ticket",
        "pulso_pages",
        "pulso_settings",
        "pulso_tool_get_score",
        "pulso_tool_log_observation",
        "pulso_tool_recalculate",
        "pulso_webhooks",
      ]
    `);
  });

  test('the two variants differ in how they sign in and in nothing else', () => {
    const app = (path: string) => json(path) as { config: { auth: Record<string, unknown> } };
    const [fixed, oauth] = [
      app(join(SOURCE, 'app/app-hsmeta.json')),
      app(join(PROJECT, 'variants/oauth/app-hsmeta.json')),
    ];
    expect(fixed.config.auth).toMatchObject({ type: 'static' });
    expect(oauth.config.auth).toMatchObject({ type: 'oauth', redirectUrls: [expect.any(String)] });
    const { redirectUrls: _, type: __, requiredScopes, ...rest } = oauth.config.auth;
    expect(rest).toEqual({
      optionalScopes: fixed.config.auth.optionalScopes,
      conditionallyRequiredScopes: fixed.config.auth.conditionallyRequiredScopes,
    });
    expect(requiredScopes).toEqual(['oauth', ...(fixed.config.auth.requiredScopes as string[])]);
    expect({ ...oauth.config, auth: null }).toEqual({ ...fixed.config, auth: null });
  });

  test('asks for the scopes that the adapter names, and for no more', async () => {
    const { manifest } = await import('../../../src/crm/hubspot/manifest.ts');
    const oauth = json(join(PROJECT, 'variants/oauth/app-hsmeta.json')) as {
      config: { auth: { requiredScopes: string[]; optionalScopes: string[] } };
    };
    expect(oauth.config.auth.requiredScopes.sort()).toEqual([...manifest.oauth.scopes].sort());
    expect(oauth.config.auth.optionalScopes.sort()).toEqual([...manifest.oauth.optionalScopes].sort());
  });
});

describe('the schemas refuse', () => {
  const good = (): { config: Record<string, unknown> } & Record<string, unknown> =>
    JSON.parse(filledIn(readFileSync(join(SOURCE, 'app/webhooks/webhooks-hsmeta.json'), 'utf8')));
  const tool = (more: Record<string, unknown>) => {
    const meta = JSON.parse(
      filledIn(readFileSync(join(SOURCE, 'app/workflow-actions/get-score-tool-hsmeta.json'), 'utf8')),
    );
    return { ...meta, config: { ...meta.config, ...more } };
  };
  const faults = (meta: unknown) => {
    const parsed = metaSchema.safeParse(meta);
    return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'));
  };
  const subscriptions = (propertyName: string) => ({
    ...good(),
    config: {
      ...good().config,
      subscriptions: {
        crmObjects: [{ subscriptionType: 'object.propertyChange', objectType: 'contact', propertyName, active: true }],
        legacyCrmObjects: [],
        hubEvents: [],
      },
    },
  });

  test.each([
    ['a subscription to a property of our own', subscriptions('pulso_score'), 'propertyName'],
    ['a subscription that HubSpot does not know', subscriptions('hs_lastmodifieddate'), 'propertyName'],
    ['a tool of an agent that names no record', tool({ inputFields: [] }), 'config.inputFields'],
    [
      'a tool of an agent without words for it',
      tool({ supportedClients: [{ client: 'AGENTS', toolType: 'GET_DATA' }] }),
      'config.supportedClients.0.llmConfig',
    ],
    [
      'an action of a workflow on no record',
      tool({ supportedClients: [{ client: 'WORKFLOWS' }], objectTypes: [] }),
      'config.objectTypes',
    ],
    ['a uid with a blank', { ...good(), uid: 'my webhooks' }, 'uid'],
    [
      'a webhook over http',
      {
        ...good(),
        config: { ...good().config, settings: { targetUrl: 'http://cx.example.com', maxConcurrentRequests: 10 } },
      },
      'targetUrl',
    ],
    ['a key that HubSpot does not know', { ...good(), version: 2 }, ''],
    [
      'a variable that nobody filled in',
      JSON.parse(readFileSync(join(SOURCE, 'app/app-hsmeta.json'), 'utf8')),
      'fetch.0',
    ],
  ])('%s', (_, meta, place) => {
    expect(faults(meta)).toContainEqual(expect.stringContaining(place));
  });
});

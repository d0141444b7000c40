/**
 * What the files of a HubSpot project must look like, as far as HubSpot's documentation says it. HubSpot's own schemas are only
 * given to whoever is signed in; these find the same mistakes before an upload.
 * https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration
 */
import { z } from 'zod';

/** Permanent identity of a component: a changed uid is a new component, and its cards vanish from the records. */
const uid = z.string().regex(/^[a-zA-Z0-9_\-.]{1,64}$/, { error: 'use 1 to 64 of a-z A-Z 0-9 _ - .' });
const https = z.url({ protocol: /^https$/, error: 'give an https address' });
const origin = https.refine((url) => URL.canParse(url) && new URL(url).origin === url, {
  error: 'give scheme and host only',
});
const entrypoint = z.string().regex(/^\/app\/[a-z-]+\/[\w-]+\.tsx$/, { error: 'give a path such as /app/cards/x.tsx' });
const label = z.string().min(1);
const scopes = z.array(z.string().regex(/^[a-z][\w.-]*$/));

const commonAuth = {
  requiredScopes: scopes.min(1),
  optionalScopes: scopes,
  conditionallyRequiredScopes: scopes,
};
const authSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('static'), ...commonAuth }),
  z.strictObject({ type: z.literal('oauth'), redirectUrls: z.array(https).min(1), ...commonAuth }),
]);

const appSchema = z.strictObject({
  uid,
  type: z.literal('app'),
  config: z.strictObject({
    name: label,
    description: label,
    distribution: z.enum(['private', 'marketplace']),
    auth: authSchema,
    permittedUrls: z.strictObject({ fetch: z.array(origin).min(1), iframe: z.array(origin), img: z.array(origin) }),
    support: z.strictObject({
      supportEmail: z.string(),
      documentationUrl: z.string(),
      supportUrl: z.string(),
      supportPhone: z.string(),
    }),
  }),
});

const OBJECT_TYPES = ['contacts', 'companies', 'deals', 'tickets'] as const;
const cardSchema = z
  .strictObject({
    uid,
    type: z.literal('card'),
    config: z.strictObject({
      name: label,
      location: z.enum(['crm.record.tab', 'crm.record.sidebar', 'crm.preview', 'helpdesk.sidebar']),
      entrypoint,
      objectTypes: z.array(z.enum(OBJECT_TYPES)).min(1),
    }),
  })
  .refine(({ config }) => config.location !== 'helpdesk.sidebar' || config.objectTypes.join() === 'tickets', {
    error: 'the Help Desk shows tickets only',
    path: ['config', 'objectTypes'],
  });

const subscription = { active: z.boolean() };
const OBJECT_WORDS = ['contact', 'company', 'deal', 'ticket'] as const;
/** A write of our own must not come back to us as a change. */
const foreignProperty = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/)
  .refine((name) => !name.startsWith('pulso_'), { error: 'is a property of Pulso: its own writes would come back' })
  .refine((name) => !['hs_lastmodifieddate', 'num_unique_conversion_events'].includes(name), {
    error: 'HubSpot does not notify of this property',
  });
const crmSubscription = z.discriminatedUnion('subscriptionType', [
  z.strictObject({
    subscriptionType: z.literal('object.propertyChange'),
    objectType: z.enum(OBJECT_WORDS),
    propertyName: foreignProperty,
    ...subscription,
  }),
  z.strictObject({
    subscriptionType: z.enum([
      'object.creation',
      'object.deletion',
      'object.merge',
      'object.restore',
      'object.associationChange',
    ]),
    objectType: z.enum(OBJECT_WORDS),
    ...subscription,
  }),
]);
const webhooksSchema = z.strictObject({
  uid,
  type: z.literal('webhooks'),
  config: z.strictObject({
    settings: z.strictObject({ targetUrl: https, maxConcurrentRequests: z.number().int().min(6).max(200) }),
    subscriptions: z.strictObject({
      crmObjects: z.array(crmSubscription).max(1_000),
      legacyCrmObjects: z.array(z.never()),
      hubEvents: z.array(z.strictObject({ subscriptionType: z.literal('contact.privacyDeletion'), ...subscription })),
    }),
  }),
});

const option = z.strictObject({ value: label, label });
const typeDefinition = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9_]*$/),
    type: z.enum(['string', 'number', 'bool', 'enumeration', 'date', 'datetime']),
    fieldType: z.enum(['text', 'textarea', 'number', 'booleancheckbox', 'select', 'date']),
    options: z.array(option).min(1).optional(),
  })
  .refine((field) => (field.type === 'enumeration') === (field.options !== undefined), {
    error: 'an enumeration, and nothing else, has options',
    path: ['options'],
  });
const texts = z.record(z.string(), label);
const labelsSchema = z.strictObject({
  actionName: label,
  actionDescription: label,
  actionCardContent: label,
  inputFieldLabels: texts,
  inputFieldDescriptions: texts,
  outputFieldLabels: texts,
  executionRules: texts,
});
/**
 * Who may use an action. An agent is told in words when and how.
 * https://developers.hubspot.com/docs/apps/developer-platform/add-features/agent-tools/reference
 */
const clientSchema = z.discriminatedUnion('client', [
  z.strictObject({ client: z.literal('WORKFLOWS') }),
  z.strictObject({
    client: z.literal('AGENTS'),
    toolType: z.enum(['GET_DATA', 'GENERATE', 'TAKE_ACTION']),
    llmConfig: z.strictObject({ actionDescription: label.max(1_000) }),
  }),
]);
const actionSchema = z
  .strictObject({
    uid,
    type: z.literal('workflow-action'),
    config: z.strictObject({
      actionUrl: https,
      isPublished: z.boolean(),
      supportedClients: z.array(clientSchema).min(1),
      inputFields: z.array(
        z.strictObject({
          typeDefinition,
          supportedValueTypes: z.array(z.enum(['STATIC_VALUE', 'OBJECT_PROPERTY'])).min(1),
          isRequired: z.boolean(),
        }),
      ),
      outputFields: z.array(z.strictObject({ typeDefinition })),
      objectRequestOptions: z.strictObject({ properties: z.array(z.string()) }),
      executionRules: z.array(
        z.strictObject({ labelName: label, conditions: z.strictObject({ errorCode: z.string() }) }),
      ),
      labels: z.strictObject({ en: labelsSchema, es: labelsSchema }),
      objectTypes: z.array(z.enum(['CONTACT', 'COMPANY', 'DEAL', 'TICKET'])),
    }),
  })
  .superRefine(({ config }, context) => {
    const names = (fields: readonly { readonly typeDefinition: { readonly name: string } }[]) =>
      fields.map((field) => field.typeDefinition.name).sort();
    const clients = new Set(config.supportedClients.map(({ client }) => client));
    const fault = (message: string, ...path: string[]) =>
      context.addIssue({ code: 'custom', path: ['config', ...path], message });
    if (clients.has('WORKFLOWS') && config.objectTypes.length === 0)
      fault('name the records that a workflow can run it on', 'objectTypes');
    // An agent passes inputs and nothing else, and cannot ask anybody.
    if (clients.has('AGENTS') && !names(config.inputFields).includes('record_id'))
      fault('an agent passes no record: take its id as the input record_id', 'inputFields');
    for (const [language, labels] of Object.entries(config.labels)) {
      const described = Object.keys(labels.inputFieldDescriptions).sort().join();
      if (clients.has('AGENTS') && described !== names(config.inputFields).join())
        fault('an agent needs a description of every input', 'labels', language, 'inputFieldDescriptions');
      const pairs = [
        ['inputFieldLabels', names(config.inputFields)],
        ['outputFieldLabels', names(config.outputFields)],
        ['executionRules', config.executionRules.map((rule) => rule.labelName).sort()],
      ] as const;
      for (const [key, wanted] of pairs) {
        if (Object.keys(labels[key]).sort().join() === wanted.join()) continue;
        context.addIssue({
          code: 'custom',
          path: ['config', 'labels', language, key],
          message: `must have a text for each of: ${wanted.join(', ')}`,
        });
      }
    }
  });

/** A `*-hsmeta.json` after its profile's variables are filled in. */
export const metaSchema = z.discriminatedUnion('type', [
  appSchema,
  cardSchema,
  z.strictObject({ uid, type: z.literal('settings'), config: z.strictObject({ entrypoint }) }),
  z.strictObject({ uid, type: z.literal('page'), config: z.strictObject({ entrypoint }) }),
  webhooksSchema,
  actionSchema,
]);
export type ProjectMeta = z.infer<typeof metaSchema>;

export const projectFileSchema = z.strictObject({
  name: z.string().regex(/^[\w-]{1,100}$/),
  srcDir: z.literal('src'),
  platformVersion: z.literal('2026.03'),
});

export const profileSchema = z.strictObject({
  accountId: z.number().int().positive(),
  variables: z.strictObject({ PULSO_URL: origin }),
});

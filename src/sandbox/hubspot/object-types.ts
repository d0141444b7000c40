import { ApiError } from './api-error.ts';
import type { HubspotObjectType } from './seed-format.ts';

/** What the sandbox knows of a CRM object type (developers.hubspot.com/docs/guides/crm/understanding-the-crm). */
export interface ObjectType {
  readonly name: HubspotObjectType;
  readonly singular: string;
  readonly typeId: string;
  readonly createdProperty: 'createdate' | 'hs_createdate';
  readonly modifiedProperty: 'lastmodifieddate' | 'hs_lastmodifieddate';
  /** Returned when a read names no properties. */
  readonly defaultProperties: readonly string[];
  /** All must be present on create. */
  readonly required: readonly string[];
  /** At least one must be present on create. */
  readonly requiredOneOf: readonly string[];
  /** Searched by `query`. */
  readonly searchable: readonly string[];
  readonly readScopes: readonly string[];
  readonly writeScopes: readonly string[];
  readonly schemaReadScopes: readonly string[];
  readonly schemaWriteScopes: readonly string[];
  readonly readOnly: boolean;
  readonly pipeline?: { readonly property: string; readonly stage: string };
}

const CONTACT_READ = ['crm.objects.contacts.read'];
const CONTACT_WRITE = ['crm.objects.contacts.write'];

function engagement(
  name: HubspotObjectType,
  singular: string,
  typeId: string,
  searchable: readonly string[],
  extraScopes: readonly string[] = [],
): ObjectType {
  return {
    name,
    singular,
    typeId,
    createdProperty: 'hs_createdate',
    modifiedProperty: 'hs_lastmodifieddate',
    defaultProperties: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    required: ['hs_timestamp'],
    requiredOneOf: [],
    searchable,
    readScopes: [...CONTACT_READ, ...extraScopes],
    writeScopes: CONTACT_WRITE,
    schemaReadScopes: CONTACT_READ,
    schemaWriteScopes: CONTACT_WRITE,
    readOnly: false,
  };
}

export const OBJECT_TYPES: readonly ObjectType[] = [
  {
    name: 'contacts',
    singular: 'contact',
    typeId: '0-1',
    createdProperty: 'createdate',
    modifiedProperty: 'lastmodifieddate',
    defaultProperties: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
    required: [],
    requiredOneOf: ['email', 'firstname', 'lastname'],
    searchable: ['firstname', 'lastname', 'email', 'hs_additional_emails', 'phone', 'mobilephone', 'company'],
    readScopes: CONTACT_READ,
    writeScopes: CONTACT_WRITE,
    schemaReadScopes: ['crm.schemas.contacts.read', 'crm.objects.contacts.read'],
    schemaWriteScopes: ['crm.schemas.contacts.write'],
    readOnly: false,
  },
  {
    name: 'companies',
    singular: 'company',
    typeId: '0-2',
    createdProperty: 'createdate',
    modifiedProperty: 'hs_lastmodifieddate',
    defaultProperties: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
    required: [],
    requiredOneOf: ['name', 'domain'],
    searchable: ['name', 'domain', 'website', 'phone'],
    readScopes: ['crm.objects.companies.read'],
    writeScopes: ['crm.objects.companies.write'],
    schemaReadScopes: ['crm.schemas.companies.read', 'crm.objects.companies.read'],
    schemaWriteScopes: ['crm.schemas.companies.write'],
    readOnly: false,
  },
  {
    name: 'deals',
    singular: 'deal',
    typeId: '0-3',
    createdProperty: 'createdate',
    modifiedProperty: 'hs_lastmodifieddate',
    defaultProperties: [
      'amount',
      'closedate',
      'createdate',
      'dealname',
      'dealstage',
      'hs_lastmodifieddate',
      'hs_object_id',
      'pipeline',
    ],
    required: ['dealname', 'dealstage'],
    requiredOneOf: [],
    searchable: ['dealname', 'pipeline', 'dealstage', 'description', 'dealtype'],
    readScopes: ['crm.objects.deals.read'],
    writeScopes: ['crm.objects.deals.write'],
    schemaReadScopes: ['crm.schemas.deals.read', 'crm.objects.deals.read'],
    schemaWriteScopes: ['crm.schemas.deals.write'],
    readOnly: false,
    pipeline: { property: 'pipeline', stage: 'dealstage' },
  },
  {
    name: 'tickets',
    singular: 'ticket',
    typeId: '0-5',
    createdProperty: 'createdate',
    modifiedProperty: 'hs_lastmodifieddate',
    defaultProperties: [
      'content',
      'createdate',
      'hs_lastmodifieddate',
      'hs_object_id',
      'hs_pipeline',
      'hs_pipeline_stage',
      'hs_ticket_category',
      'hs_ticket_priority',
      'subject',
    ],
    required: ['subject', 'hs_pipeline_stage'],
    requiredOneOf: [],
    searchable: ['subject', 'content', 'hs_ticket_category', 'hs_ticket_id'],
    readScopes: ['tickets'],
    writeScopes: ['tickets'],
    schemaReadScopes: ['tickets'],
    schemaWriteScopes: ['tickets'],
    readOnly: false,
    pipeline: { property: 'hs_pipeline', stage: 'hs_pipeline_stage' },
  },
  {
    ...engagement(
      'feedback_submissions',
      'feedback_submission',
      '0-19',
      ['hs_submission_name', 'hs_content'],
      ['crm.objects.feedback_submissions.read'],
    ),
    required: [],
    readOnly: true,
  },
  engagement('emails', 'email', '0-49', ['hs_email_subject'], ['sales-email-read']),
  engagement('calls', 'call', '0-48', ['hs_call_title', 'hs_body_preview']),
  engagement('meetings', 'meeting', '0-47', ['hs_meeting_title', 'hs_meeting_body']),
  engagement('notes', 'note', '0-46', ['hs_note_body']),
  engagement('tasks', 'task', '0-27', ['hs_task_body', 'hs_task_subject']),
];

const BY_NAME = new Map<string, ObjectType>(
  OBJECT_TYPES.flatMap((type) => [
    [type.name, type] as const,
    [type.singular, type] as const,
    [type.typeId, type] as const,
    [type.name.replaceAll('_', ''), type] as const,
  ]),
);

/** The type of a stored record. */
export function objectType(name: HubspotObjectType): ObjectType {
  const found = BY_NAME.get(name);
  if (!found) throw new Error(`no object type ${name}`);
  return found;
}

/** The type meant by a path or body: plural, singular (any case) or type id. Throws HubSpot's 400. */
export function inferObjectType(name: string): ObjectType {
  const found = BY_NAME.get(name.toLowerCase());
  if (!found) throw new ApiError(400, `Unable to infer object type from: ${name}`);
  return found;
}

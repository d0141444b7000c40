import { normalizeId } from '../ids.ts';
import { customField } from '../schema/custom-field.ts';
import { address, computed, email, flag, pick, refer, text } from '../schema/field.ts';
import type { SeedOrg, SeedRecord, SeedUser } from '../seed-format.ts';
import { formatInstant, readInstant } from '../time.ts';
import type { Org } from './org.ts';
import type { Value } from './records.ts';

const PROFILES: readonly SeedUser['profile'][] = [
  'System Administrator',
  'Standard User',
  'Minimum Access - API Only Integrations',
];

/** Fills an empty org: profiles, users, what the seed's records say, and what orgs have besides. */
export function plantOrg(org: Org, seed: SeedOrg): void {
  const { records, schema } = org;
  addFeatures(org);
  const stamp = formatInstant(Date.UTC(2020, 0, 1));
  const put = (type: string, fields: Readonly<Record<string, Value>>, id?: string): string => {
    const { definition } = schema.get(type);
    const given = id === undefined ? records.nextId(type, definition.keyPrefix) : normalizeId(id);
    if (given === undefined) throw new Error(`${id} is not an id`);
    const adminId = org.facts.adminId;
    const audit = {
      CreatedDate: stamp,
      CreatedById: adminId,
      LastModifiedDate: fields.CreatedDate ?? stamp,
      LastModifiedById: fields.CreatedById ?? adminId,
      SystemModstamp: fields.LastModifiedDate ?? fields.CreatedDate ?? stamp,
    };
    const kept: Record<string, Value> = { Id: given, IsDeleted: false };
    for (const [name, value] of Object.entries({ ...audit, ...defaultsOf(org, type), ...fields }))
      if (value !== null && value !== '' && schema.get(type).fields.has(name.toLowerCase())) kept[name] = value;
    records.save({ type, id: given, fields: kept });
    return given;
  };

  const firstUser = seed.users[0];
  if (!firstUser) throw new Error('an org needs a user');
  const adminId = firstUser.id ?? records.nextId('User', '005');
  const organizationId = normalizeId(seed.organizationId);
  if (organizationId === undefined) throw new Error(`${seed.organizationId} is not an id`);
  org.facts = { organizationId, name: seed.name, timeZone: seed.timeZone, adminId };
  org.storage.put('org', 'facts', org.facts);
  put(
    'Organization',
    {
      Name: seed.name,
      OrganizationType: 'Enterprise Edition',
      IsSandbox: true,
      InstanceName: 'SBX1',
      TimeZoneSidKey: seed.timeZone,
      DefaultLocaleSidKey: 'en_US',
      LanguageLocaleKey: 'en_US',
      FiscalYearStartMonth: 1,
    },
    seed.organizationId,
  );

  const profileSets = new Map<string, string>();
  const profiles = new Map<string, string>();
  for (const name of PROFILES) {
    const admin = name === 'System Administrator';
    const profileId = put('Profile', {
      Name: name,
      UserType: 'Standard',
      PermissionsModifyAllData: admin,
      PermissionsApiEnabled: true,
    });
    profiles.set(name, profileId);
    const setName = `X${profileId}`;
    profileSets.set(
      name,
      put('PermissionSet', {
        Name: setName,
        Label: setName,
        ProfileId: profileId,
        IsOwnedByProfile: true,
        IsCustom: false,
        PermissionsModifyAllData: admin,
      }),
    );
  }
  for (const [index, user] of seed.users.entries())
    put('User', userFields(user, profiles.get(user.profile) ?? '', seed.timeZone), index === 0 ? adminId : user.id);
  addPicklistRows(org, put);
  if (org.settings.multiCurrency) addCurrencies(put);
  for (const source of seed.fields ?? []) {
    const { object, values, ...rest } = source;
    schema.saveField(
      object,
      customField({
        ...rest,
        label: source.label ?? source.fullName.replace(/__c$/, '').replaceAll('_', ' '),
        ...(values && { values: values.map((value) => ({ value, label: value, isDefault: false })) }),
      }),
    );
    for (const parentId of profileSets.values())
      put('FieldPermissions', {
        ParentId: parentId,
        SobjectType: object,
        Field: `${object}.${source.fullName}`,
        PermissionsRead: true,
        PermissionsEdit: true,
      });
  }
  for (const record of seed.records) put(record.type, seedFields(org, record), record.id);
  org.storage.commit();
}

/** Features that are switched on for an org bring fields of their own. */
function addFeatures(org: Org): void {
  const { settings, schema } = org;
  if (settings.personAccounts) {
    schema.saveField('Account', flag('IsPersonAccount', computed));
    schema.saveField('Account', refer('PersonContactId', 'Contact', undefined, computed));
    schema.saveField('Account', text('FirstName', 40));
    schema.saveField('Account', text('LastName', 80));
    schema.saveField('Account', email('PersonEmail'));
    for (const part of address('PersonMailing')) schema.saveField('Account', part);
    schema.saveField('Contact', flag('IsPersonAccount', computed));
  }
  if (settings.multiCurrency) {
    const currency = pick('CurrencyIsoCode', ['EUR*', ...Object.keys(RATES).filter((code) => code !== 'EUR')], {
      restrictedPicklist: true,
      label: 'Currency',
    });
    for (const name of ['Account', 'Contact', 'Case', 'Opportunity', 'Lead']) schema.saveField(name, currency);
  }
}

function defaultsOf(org: Org, type: string): Record<string, Value> {
  const defaults: Record<string, Value> = {};
  for (const each of org.schema.get(type).definition.fields)
    if (each.defaultValue !== undefined) defaults[each.name] = each.defaultValue;
    else if (each.name === 'OwnerId') defaults.OwnerId = org.facts.adminId;
  return defaults;
}

function userFields(user: SeedUser, profileId: string, timeZone: string): Record<string, Value> {
  const alias = user.username.slice(0, 8);
  return {
    Username: user.username,
    Email: user.email,
    FirstName: user.firstName ?? null,
    LastName: user.lastName,
    Name: [user.firstName, user.lastName].filter(Boolean).join(' '),
    Alias: alias,
    CommunityNickname: user.username.split('@')[0]?.slice(0, 40) ?? alias,
    IsActive: user.isActive ?? true,
    Title: user.title ?? null,
    ProfileId: profileId,
    UserType: 'Standard',
    TimeZoneSidKey: timeZone,
    LocaleSidKey: user.language === 'es' ? 'es_ES' : 'en_US',
    LanguageLocaleKey: user.language ?? 'en_US',
    EmailEncodingKey: 'UTF-8',
    ...(user.createdAt !== undefined && { CreatedDate: readInstant(user.createdAt) ?? null }),
  };
}

const RATES: Readonly<Record<string, number>> = { EUR: 1, USD: 1.25, GBP: 0.8, MXN: 20 };

/** The euro is the corporate currency; the others have a fixed rate to it. */
function addCurrencies(put: (type: string, fields: Record<string, Value>) => string): void {
  for (const [IsoCode, ConversionRate] of Object.entries(RATES))
    put('CurrencyType', { IsoCode, ConversionRate, DecimalPlaces: 2, IsActive: true, IsCorporate: IsoCode === 'EUR' });
}

/** CaseStatus and OpportunityStage say what the picklist values mean. */
function addPicklistRows(org: Org, put: (type: string, fields: Record<string, Value>) => string): void {
  const values = (object: string, name: string) =>
    org.schema.get(object).fields.get(name.toLowerCase())?.picklist ?? [];
  for (const [index, { value, isDefault, closed = false }] of values('Case', 'Status').entries())
    put('CaseStatus', {
      MasterLabel: value,
      ApiName: value,
      SortOrder: index + 1,
      IsDefault: isDefault,
      IsClosed: closed,
    });
  for (const [index, each] of values('Opportunity', 'StageName').entries())
    put('OpportunityStage', {
      MasterLabel: each.value,
      ApiName: each.value,
      SortOrder: index + 1,
      IsActive: true,
      IsClosed: each.closed ?? false,
      IsWon: each.won ?? false,
      DefaultProbability: each.probability ?? 0,
    });
}

/** A seed's values as fields hold them. Throws on a field that the object does not have. */
function seedFields(org: Org, { type, fields }: SeedRecord): Record<string, Value> {
  const held: Record<string, Value> = {};
  for (const [name, value] of Object.entries(fields)) {
    const definition = org.schema.get(type).fields.get(name.toLowerCase());
    if (!definition) throw new Error(`the seed knows a field that ${type} does not have: ${name}`);
    held[definition.name] = definition.type === 'datetime' ? (readInstant(String(value)) ?? null) : value;
  }
  return held;
}

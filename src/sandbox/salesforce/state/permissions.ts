import { z } from 'zod';
import type { Storage } from '../../shared/storage.ts';
import type { FieldDefinition } from '../schema/field.ts';
import type { ObjectDefinition } from '../schema/object.ts';
import type { RecordStore } from './records.ts';

export type Access = 'none' | 'read' | 'edit';

/** What `POST /_sandbox/permissions` accepts: takes access away, or gives it, past all permission sets. */
export const accessRuleSchema = z.strictObject({
  /** Whom it concerns: an id or user name; everyone without it. */
  user: z.string().optional(),
  /** `Contact` or `Contact.Pulso_Score__c`. */
  target: z.string().min(1),
  access: z.enum(['none', 'read', 'edit']),
});
export interface AccessRule {
  readonly userId: string | undefined;
  readonly target: string;
  readonly access: Access;
}

const WATCHED = ['PermissionSetAssignment', 'FieldPermissions', 'ObjectPermissions', 'User', 'Profile'] as const;
const RANK: Readonly<Record<Access, number>> = { none: 0, read: 1, edit: 2 };

interface Grants {
  readonly fields: ReadonlyMap<string, Access>;
  readonly objects: ReadonlyMap<string, Access>;
}

/**
 * Who sees and writes what. Standard fields are open to all; custom ones only through permission sets (those of the user's
 * profile included), as in an org that they were deployed to; required ones cannot be hidden.
 */
export class Permissions {
  private readonly records: RecordStore;
  private readonly storage: Storage;
  private rules: AccessRule[] = [];
  private cache = new Map<string, Grants>();
  private cachedAt = -1;

  constructor(records: RecordStore, storage: Storage) {
    this.records = records;
    this.storage = storage;
  }

  load(): void {
    for (const [, body] of this.storage.load('access')) this.rules = body as AccessRule[];
  }

  list(): readonly AccessRule[] {
    return this.rules;
  }

  add(rule: AccessRule): void {
    this.rules = [...this.rules, rule];
    this.storage.put('access', 'rules', this.rules);
  }

  clear(): void {
    this.rules = [];
    this.storage.put('access', 'rules', this.rules);
  }

  isAdmin(userId: string): boolean {
    const profileId = this.records.find('User', userId)?.fields.ProfileId;
    return (
      typeof profileId === 'string' && this.records.find('Profile', profileId)?.fields.PermissionsModifyAllData === true
    );
  }

  onObject(userId: string, object: ObjectDefinition): Access {
    const rule = this.ruleFor(userId, object.name);
    if (rule) return rule;
    if (!object.custom || this.isAdmin(userId)) return 'edit';
    return this.grants(userId).objects.get(object.name.toLowerCase()) ?? 'none';
  }

  onField(userId: string, object: ObjectDefinition, field: FieldDefinition): Access {
    // A person account's fields are its contact's.
    const path = field.name.endsWith('__pc')
      ? `Contact.${field.name.replace(/__pc$/, '__c')}`
      : `${object.name}.${field.name}`;
    const rule = this.ruleFor(userId, path);
    if (rule) return rule;
    const always =
      !field.custom || (!field.nillable && field.type !== 'boolean') || field.cascadeDelete || object.event;
    return always ? 'edit' : (this.grants(userId).fields.get(path.toLowerCase()) ?? 'none');
  }

  private ruleFor(userId: string, target: string): Access | undefined {
    const wanted = target.toLowerCase();
    return this.rules.findLast(
      (rule) => rule.target.toLowerCase() === wanted && (rule.userId === undefined || rule.userId === userId),
    )?.access;
  }

  private grants(userId: string): Grants {
    const version = WATCHED.reduce((sum, type) => sum + this.records.version(type), 0);
    if (version !== this.cachedAt) {
      this.cache = new Map();
      this.cachedAt = version;
    }
    let grants = this.cache.get(userId);
    if (!grants) {
      grants = this.collect(userId);
      this.cache.set(userId, grants);
    }
    return grants;
  }

  private collect(userId: string): Grants {
    const { records } = this;
    const live = (type: string, field: string, values: readonly string[]) =>
      records.byValue(type, field, values).filter((record) => record.fields.IsDeleted !== true);
    const assigned = live('PermissionSetAssignment', 'AssigneeId', [userId]).map((each) =>
      String(each.fields.PermissionSetId),
    );
    const profileId = String(records.find('User', userId)?.fields.ProfileId ?? '');
    const sets = [...assigned, ...live('PermissionSet', 'ProfileId', [profileId]).map((set) => set.id)];
    const fields = new Map<string, Access>();
    const objects = new Map<string, Access>();
    const raise = (map: Map<string, Access>, key: string, access: Access) => {
      const name = key.toLowerCase();
      if (RANK[access] > RANK[map.get(name) ?? 'none']) map.set(name, access);
    };
    for (const { fields: row } of live('FieldPermissions', 'ParentId', sets))
      raise(
        fields,
        String(row.Field),
        row.PermissionsEdit === true ? 'edit' : row.PermissionsRead === true ? 'read' : 'none',
      );
    for (const { fields: row } of live('ObjectPermissions', 'ParentId', sets)) {
      const edit = row.PermissionsEdit === true || row.PermissionsCreate === true;
      raise(objects, String(row.SobjectType), edit ? 'edit' : row.PermissionsRead === true ? 'read' : 'none');
    }
    return { fields, objects };
  }
}

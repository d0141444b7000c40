import { z } from 'zod';
import type { Storage } from '../../shared/storage.ts';

/** What `POST /_sandbox/rules` accepts: an admin's validation rule, or a record-triggered flow that fails. */
export const automationRuleSchema = z.strictObject({
  kind: z.enum(['validation', 'flow']),
  objectType: z.string().min(1),
  /** A SOQL condition on the record as it would be saved; every save if absent. */
  when: z.string().min(1).optional(),
  /** What the validation rule says; of a flow, its name. */
  message: z.string().min(1),
  /** Field that the validation rule's message stands at. */
  field: z.string().optional(),
});
export type AutomationRule = z.infer<typeof automationRuleSchema> & { readonly id: string };

/** The rules that refuse saves. */
export class Automation {
  private rules: AutomationRule[] = [];
  private readonly storage: Storage;

  constructor(storage: Storage) {
    this.storage = storage;
  }

  load(): void {
    for (const [, body] of this.storage.load('rule')) this.rules.push(body as AutomationRule);
  }

  add(rule: z.infer<typeof automationRuleSchema>): AutomationRule {
    const id = String(Math.max(0, ...this.rules.map((each) => Number(each.id))) + 1);
    const added = { ...rule, id };
    this.rules.push(added);
    this.storage.put('rule', id, added);
    return added;
  }

  list(objectType?: string): readonly AutomationRule[] {
    if (objectType === undefined) return this.rules;
    return this.rules.filter((rule) => rule.objectType.toLowerCase() === objectType.toLowerCase());
  }

  remove(id?: string): void {
    for (const rule of this.rules) if (id === undefined || rule.id === id) this.storage.remove('rule', rule.id);
    this.rules = id === undefined ? [] : this.rules.filter((rule) => rule.id !== id);
  }
}

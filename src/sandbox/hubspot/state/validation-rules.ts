import type { Storage } from '../../shared/storage.ts';
import type { HubspotObjectType } from '../seed-format.ts';

/** Kinds of rules (`ruleType` of the property-validations API). */
export const RULE_TYPES = [
  'AFTER_DATETIME_DURATION',
  'AFTER_DURATION',
  'ALPHANUMERIC',
  'BEFORE_DATETIME_DURATION',
  'BEFORE_DURATION',
  'DAYS_OF_WEEK',
  'DECIMAL',
  'DOMAIN',
  'EMAIL',
  'EMAIL_ALLOWED_DOMAINS',
  'EMAIL_BLOCKED_DOMAINS',
  'END_DATE',
  'END_DATETIME',
  'FORMAT',
  'MAX_LENGTH',
  'MAX_NUMBER',
  'MIN_LENGTH',
  'MIN_NUMBER',
  'PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE',
  'REGEX',
  'SPECIAL_CHARACTERS',
  'START_DATE',
  'START_DATETIME',
  'URL',
  'URL_ALLOWED_DOMAINS',
  'URL_BLOCKED_DOMAINS',
  'WHITESPACE',
] as const;
export type RuleType = (typeof RULE_TYPES)[number];

export interface ValidationRule {
  readonly ruleType: RuleType;
  readonly ruleArguments: readonly string[];
  readonly shouldApplyNormalization?: boolean;
}

/** Rules that a portal's administrators set for the values of a property. */
export class ValidationRules {
  private readonly rules = new Map<string, Map<RuleType, ValidationRule>>();
  private readonly storage: Storage;

  constructor(storage: Storage) {
    this.storage = storage;
  }

  load(): void {
    for (const [key, body] of this.storage.load('validationRule')) {
      const [type = '', property = ''] = key.split(':');
      this.keep(`${type}:${property}`, body as ValidationRule);
    }
  }

  of(type: HubspotObjectType, property: string): ValidationRule[] {
    return [...(this.rules.get(`${type}:${property}`)?.values() ?? [])];
  }

  save(type: HubspotObjectType, property: string, rule: ValidationRule): void {
    this.keep(`${type}:${property}`, rule);
    this.storage.put('validationRule', `${type}:${property}:${rule.ruleType}`, rule);
  }

  private keep(key: string, rule: ValidationRule): void {
    const held = this.rules.get(key) ?? new Map<RuleType, ValidationRule>();
    held.set(rule.ruleType, rule);
    this.rules.set(key, held);
  }
}

/** The rule of length or size that a value breaks; the other kinds are kept and shown, not applied. */
export function brokenRule(rules: readonly ValidationRule[], value: string): ValidationRule | undefined {
  return rules.find(({ ruleType, ruleArguments }) => {
    const bound = Number(ruleArguments[0]);
    switch (ruleType) {
      case 'MIN_LENGTH':
        return value.length < bound;
      case 'MAX_LENGTH':
        return value.length > bound;
      case 'MIN_NUMBER':
        return Number(value) < bound;
      case 'MAX_NUMBER':
        return Number(value) > bound;
      default:
        return false;
    }
  });
}

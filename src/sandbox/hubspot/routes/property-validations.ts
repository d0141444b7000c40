import { z } from 'zod';
import { type Answer, type ApiCall, param, type Route, readBody, versioned } from '../api-call.ts';
import { notFound, validationError } from '../api-error.ts';
import { inferObjectType, type ObjectType } from '../object-types.ts';
import type { Portal } from '../state/portal.ts';
import { RULE_TYPES, type RuleType } from '../state/validation-rules.ts';

const ruleSchema = z.object({
  ruleArguments: z.array(z.string()),
  shouldApplyNormalization: z.boolean().nullish(),
});

/** Rules for the values of properties (developers.hubspot.com/docs/api-reference/crm-property-validations-v3/guide). */
export function propertyValidationRoutes(portal: Portal): Route[] {
  const typeIn = (call: ApiCall): ObjectType => inferObjectType(param(call, 'objectType'));

  function propertyIn(call: ApiCall): string {
    const name = param(call, 'propertyName');
    if (portal.schema.find(typeIn(call).name, name)) return name;
    throw notFound(`No property named '${name}' exists for ${typeIn(call).singular}.`, {
      context: { propertyName: [name] },
    });
  }

  function ruleTypeIn(call: ApiCall): RuleType {
    const given = param(call, 'ruleType');
    const found = RULE_TYPES.find((each) => each === given);
    if (found) return found;
    throw validationError(`"${given}" is not a rule type. Valid: ${RULE_TYPES.join(', ')}.`);
  }

  function list(call: ApiCall): Answer {
    const type = typeIn(call).name;
    const results = portal.schema.list(type).flatMap(({ name }) => {
      const rules = portal.validations.of(type, name);
      return rules.length > 0 ? [{ propertyName: name, propertyValidationRules: rules }] : [];
    });
    return { status: 200, body: { results } };
  }

  function one(call: ApiCall): Answer {
    const type = ruleTypeIn(call);
    const found = portal.validations.of(typeIn(call).name, propertyIn(call)).find((rule) => rule.ruleType === type);
    if (!found) throw notFound(`The property ${param(call, 'propertyName')} has no rule ${type}.`);
    return { status: 200, body: found };
  }

  function put(call: ApiCall): Answer {
    const { ruleArguments, shouldApplyNormalization } = readBody(call, ruleSchema);
    portal.validations.save(typeIn(call).name, propertyIn(call), {
      ruleType: ruleTypeIn(call),
      ruleArguments,
      ...(typeof shouldApplyNormalization === 'boolean' && { shouldApplyNormalization }),
    });
    return { status: 204 };
  }

  const at = (rest: string) => versioned('/crm/property-validations', ['/crm/v3/property-validations'], rest);
  const read: Route['scopes'] = (call) => [typeIn(call).schemaReadScopes];
  const write: Route['scopes'] = (call) => [typeIn(call).schemaWriteScopes];
  const named = '/:objectType/:propertyName';
  return [
    { method: 'get', paths: at('/:objectType'), scopes: read, handle: list },
    {
      method: 'get',
      paths: at(named),
      scopes: read,
      handle: (call) => ({
        status: 200,
        body: { results: portal.validations.of(typeIn(call).name, propertyIn(call)) },
      }),
    },
    { method: 'get', paths: at(`${named}/rule-type/:ruleType`), scopes: read, handle: one },
    { method: 'put', paths: at(`${named}/rule-type/:ruleType`), scopes: write, handle: put },
  ];
}

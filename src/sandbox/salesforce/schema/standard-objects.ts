import { ADMIN_OBJECTS } from './admin.ts';
import { CURRENCY_OBJECTS } from './currencies.ts';
import { CUSTOMER_OBJECTS } from './customers.ts';
import { FLOW_OBJECTS } from './flows.ts';
import type { ObjectDefinition } from './object.ts';
import { SALES_OBJECTS } from './sales.ts';
import { SERVICE_OBJECTS } from './service.ts';
import { SURVEY_OBJECTS } from './surveys.ts';

/** What an org has before anybody adds to it. Without Feedback Management the survey objects do not exist, without multiple currencies their list. */
export function standardObjects(options: {
  readonly surveys: boolean;
  readonly multiCurrency?: boolean;
}): readonly ObjectDefinition[] {
  return [
    ...CUSTOMER_OBJECTS,
    ...SALES_OBJECTS,
    ...SERVICE_OBJECTS,
    ...(options.surveys ? SURVEY_OBJECTS : []),
    ...(options.multiCurrency ? CURRENCY_OBJECTS : []),
    ...ADMIN_OBJECTS,
    ...FLOW_OBJECTS,
  ];
}

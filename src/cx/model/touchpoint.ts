import { z } from 'zod';

/**
 * Where an interaction takes place: a closed enum (cx-science A3). Whatever an adapter cannot map becomes `other` and is
 * counted, so that an admin sees what Pulso does not understand yet.
 */
export const TOUCHPOINTS = [
  'research',
  'advertising',
  'website',
  'search',
  'social',
  'store',
  'mobile_app',
  'device',
  'email',
  'phone',
  'chat',
  'sms',
  'form',
  'portal',
  'forum',
  'service_desk',
  'sales',
  'purchase',
  'delivery',
  'returns',
  'billing',
  'onboarding',
  'loyalty',
  'newsletter',
  'product_update',
  'partner',
  'event',
  'review',
  'recovery',
  'survey',
  'other',
] as const;
export const touchpointSchema = z.enum(TOUCHPOINTS);
export type Touchpoint = z.infer<typeof touchpointSchema>;

/** Stages of the relationship (cx-science A4); the first three words group the seven. */
export const STAGES = ['research', 'buy', 'deliver', 'use', 'support', 'renew', 'recover'] as const;
export const stageSchema = z.enum(STAGES);
export type Stage = z.infer<typeof stageSchema>;

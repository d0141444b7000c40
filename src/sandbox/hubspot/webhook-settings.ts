import { z } from 'zod';
import type { Subscription } from './webhook-events.ts';

/** Where and how webhooks are delivered. */
export interface WebhookSettings {
  readonly targetUrl: string;
  readonly clientSecret: string;
  readonly appId?: number | string | undefined;
  /** Everything, if absent. */
  readonly subscriptions?: readonly Subscription[] | undefined;
  readonly maxConcurrentRequests?: number | undefined;
  /** Waits before the attempts after the first; their number is the number of retries. */
  readonly retryDelaysMs?: readonly number[] | undefined;
  /** How long events gather before they are sent together. */
  readonly gatherMs?: number | undefined;
  /** The version of the older signature header. */
  readonly signatureVersion?: 'v1' | 'v2' | undefined;
  /** When the management API made and last changed them. ISO 8601. */
  readonly createdAt?: string | undefined;
  readonly updatedAt?: string | undefined;
}

/** What `PUT /_sandbox/webhooks` accepts. */
export const webhookSettingsSchema = z.strictObject({
  targetUrl: z.url(),
  clientSecret: z.string().min(1),
  appId: z.union([z.number().int(), z.string().regex(/^\d+$/)]).optional(),
  subscriptions: z
    .array(
      z.strictObject({
        subscriptionType: z.string().regex(/^\w+\.\w+$/),
        objectType: z.string().optional(),
        propertyName: z.string().optional(),
        active: z.boolean().optional(),
      }),
    )
    .optional(),
  maxConcurrentRequests: z.number().int().positive().optional(),
  retryDelaysMs: z.array(z.number().nonnegative()).optional(),
  gatherMs: z.number().nonnegative().optional(),
  signatureVersion: z.enum(['v1', 'v2']).optional(),
});

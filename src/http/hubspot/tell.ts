/** What a person tells a card of HubSpot, or a workflow a step: read from the signed call and handed on. */
import { z } from 'zod';
import { RequestInvalid } from '../../errors.ts';
import type { ShownRecord } from '../../jobs/find-subject.ts';
import {
  askRecalculation,
  keepAcknowledgement,
  keepObservation,
  keepVerdict,
  type Observation,
  type Teller,
  type ToldDeps,
  verdictSchema,
} from '../../jobs/told.ts';
import type { Transaction } from '../../store/port.ts';
import type { SignedCall } from '../verify.ts';

const acknowledgeSchema = z.strictObject({ flag: z.string().min(1).max(200), since: z.string().min(1).max(40) });

/** Throws RequestInvalid naming every fault. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  throw new RequestInvalid(
    'That cannot be taken:',
    parsed.error.issues.map((issue) => ({ key: issue.path.join('.') || 'body', message: issue.message })),
  );
}

const tellerOf = ({ install, user }: SignedCall): Teller => ({
  install,
  name: user?.email ?? (user === null ? 'a workflow' : `user ${user.id}`),
  user: user?.id ?? null,
});

/** Of the hundreds of records of a workflow not everything is read first: webhooks bring it. */
export const recalculate = (
  deps: ToldDeps,
  { install, user }: SignedCall,
  record: ShownRecord,
  besides?: (tx: Transaction) => Promise<unknown>,
): Promise<void> => askRecalculation(deps, install, record, user !== null, besides);

export async function tellAcknowledge(deps: ToldDeps, call: SignedCall, record: ShownRecord): Promise<void> {
  const { flag, since } = parseBody(acknowledgeSchema, call.body);
  await keepAcknowledgement(deps, tellerOf(call), record, (one) => one.id === flag && one.since === since);
}

export const tellFeedback = async (deps: ToldDeps, call: SignedCall, record: ShownRecord): Promise<void> =>
  keepVerdict(deps, tellerOf(call), record, parseBody(verdictSchema, call.body));

/** @returns the signal's id. */
export const observe = (
  deps: ToldDeps,
  call: SignedCall,
  record: ShownRecord,
  observation: Observation,
  name: string,
): Promise<string> => keepObservation(deps, tellerOf(call), record, observation, name);

/**
 * What people ask of Pulso inside a CRM that cannot call it. Whatever a request does is stored before the CRM is told that it is done,
 * and doing it twice is as doing it once: when a program dies in between, the next one does it again.
 */
import { z } from 'zod';
import type { PersonRequest, SettledRequest } from '../../crm/port.ts';
import { RecordGone, RequestInvalid } from '../../errors.ts';
import type { Install } from '../../store/port.ts';
import type { Task } from '../queue.ts';
import {
  askRecalculation,
  keepAcknowledgement,
  keepObservation,
  keepVerdict,
  observationSchema,
  type Teller,
  verdictSchema,
} from '../told.ts';
import type { TaskDeps } from './deps.ts';
import { type InstallWork, withInstall } from './with-install.ts';

/** Does what was asked since, and settles it. */
export function createHear(deps: TaskDeps): Task {
  return withInstall(deps, (work) => hear(deps, work, true));
}

/**
 * The same as a part of another task. Nothing happens for a CRM that keeps no requests. `thorough`: whoever asks for a recalculation
 * gets everything read first that changed; needless where that is what is being done.
 */
export async function hear(
  deps: TaskDeps,
  { install, connection, context }: InstallWork,
  thorough: boolean,
): Promise<void> {
  if (!deps.hears(install.crm)) return;
  const requests = await connection.requests(context.signal);
  if (requests.length === 0) return;
  const settled: SettledRequest[] = [];
  for (const request of requests)
    settled.push({ id: request.id, ...(await outcomeOf(deps, install, request, thorough)) });
  await connection.settleRequests(settled);
}

type Outcome = Omit<SettledRequest, 'id'>;

async function outcomeOf(
  deps: TaskDeps,
  install: Install,
  request: PersonRequest,
  thorough: boolean,
): Promise<Outcome> {
  try {
    await act(deps, install, request, thorough);
    return { outcome: 'done', message: null };
  } catch (error) {
    if (error instanceof RecordGone) return { outcome: 'refused', message: 'Pulso does not know this record.' };
    if (error instanceof RequestInvalid) return { outcome: 'refused', message: error.message };
    throw error;
  }
}

function checked<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new RequestInvalid(
    'That cannot be taken:',
    parsed.error.issues.map((issue) => ({ key: issue.path.join('.') || 'kind', message: issue.message })),
  );
}

const kindSchema = z.enum(['recalculate', 'observation', 'acknowledge', 'helped', 'wrong']);

async function act(deps: TaskDeps, install: Install, request: PersonRequest, thorough: boolean): Promise<void> {
  const kind = checked(kindSchema, request.kind);
  const { record, by, text, mood, touchpoint, flag, since } = request;
  if (record === null) {
    throw new RequestInvalid('That cannot be taken:', [
      { key: 'record', message: 'give the id of a contact, an account, a case or an opportunity' },
    ]);
  }
  const teller: Teller = { install, name: by.name, user: by.user };
  switch (kind) {
    case 'recalculate':
      await askRecalculation(deps, install, record, thorough);
      return;
    case 'observation': {
      const given = { text: text ?? '', ...(mood !== null && { mood }), ...(touchpoint !== null && { touchpoint }) };
      await keepObservation(deps, teller, record, checked(observationSchema, given), `${install.id} ${request.id}`);
      return;
    }
    case 'acknowledge':
      await keepAcknowledgement(
        deps,
        teller,
        record,
        (one) => one.since === since && flag !== null && (one.id === flag || deps.flagTitles(one.id).includes(flag)),
      );
      return;
    case 'helped':
    case 'wrong': {
      const verdict = checked(verdictSchema, { verdict: kind, ...(text !== null && { comment: text }) });
      await keepVerdict(deps, teller, record, verdict);
    }
  }
}

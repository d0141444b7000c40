/**
 * Packages through the Metadata API: sent, followed until they are done, told component by component.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deploy.htm
 */
import { z } from 'zod';
import { CrmChanged, CrmRejected, CrmUnavailable, ScopeMissing } from '../../errors.ts';
import type { Clock, Transport } from '../port.ts';
import { soapCall } from './soap.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;
/** Salesforce itself gives up on a deployment after long hours; a package like ours takes minutes. */
const GIVE_UP_MS = 30 * 60_000;

export interface DeployOptions {
  /** Only checks; nothing is changed. */
  readonly checkOnly: boolean;
}

export interface DeployProgress {
  readonly done: number;
  readonly failed: number;
  readonly total: number;
  readonly status: string;
}

/** What became of one component. */
export interface DeployedComponent {
  readonly type: string;
  readonly fullName: string;
  readonly outcome: 'created' | 'changed' | 'same' | 'removed' | 'failed';
  /** Why it failed, in Salesforce's words. */
  readonly problem: string | null;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}

export interface Deployment {
  readonly id: string;
  /** False: nothing at all was changed. */
  readonly succeeded: boolean;
  readonly status: string;
  readonly components: readonly DeployedComponent[];
  /** What went wrong that belongs to no component. */
  readonly error: string | null;
}

const list = <Item>(item: z.ZodType<Item>) =>
  z.preprocess(
    (given) => (given === undefined || given === '' ? [] : Array.isArray(given) ? given : [given]),
    z.array(item),
  );
const isTrue = z
  .string()
  .default('false')
  .transform((text) => text === 'true');
const count = z.coerce.number().int().min(0).default(0);
/** Empty where Salesforce knows none. */
const place = z.preprocess((given) => (given === '' ? undefined : given), z.coerce.number().int().optional());

const messageSchema = z.object({
  componentType: z.string().default(''),
  fullName: z.string().default(''),
  fileName: z.string().default(''),
  success: isTrue,
  created: isTrue,
  changed: isTrue,
  deleted: isTrue,
  problem: z.string().optional(),
  lineNumber: place,
  columnNumber: place,
});

const statusSchema = z.object({
  id: z.string(),
  done: isTrue,
  success: isTrue,
  status: z.string(),
  errorMessage: z.string().optional(),
  numberComponentsDeployed: count,
  numberComponentErrors: count,
  numberComponentsTotal: count,
  details: z.object({ componentFailures: list(messageSchema), componentSuccesses: list(messageSchema) }).optional(),
});
type Status = z.infer<typeof statusSchema>;

/**
 * Deploys a package (ZIP); all of it or nothing. Components that fail are told in the result, not thrown.
 * @throws CrmRejected where our user may not deploy or the package is refused as a whole; CrmUnavailable after half an hour.
 */
export async function deploy(
  transport: Transport,
  clock: Clock,
  archive: Uint8Array,
  { checkOnly }: DeployOptions,
  onProgress: (progress: DeployProgress) => void = () => {},
): Promise<Deployment> {
  const id = await begin(transport, archive, checkOnly);
  const startedAt = clock.now();
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2)) {
    const status = await statusOf(transport, id);
    onProgress({
      done: status.numberComponentsDeployed,
      failed: status.numberComponentErrors,
      total: status.numberComponentsTotal,
      status: status.status,
    });
    if (status.done) return told(status);
    if (clock.now() - startedAt > GIVE_UP_MS) {
      throw new CrmUnavailable(`the deployment ${id} is still ${status.status}; see Setup, Deployment Status`);
    }
    await clock.wait(waitMs);
  }
}

async function begin(transport: Transport, archive: Uint8Array, checkOnly: boolean): Promise<string> {
  const content = {
    ZipFile: Buffer.from(archive).toString('base64'),
    DeployOptions: {
      checkOnly,
      ignoreWarnings: true,
      rollbackOnError: true,
      singlePackage: true,
    },
  };
  try {
    const [first] = await soapCall(transport, 'deploy', content);
    const parsed = z.object({ id: z.string().min(1) }).safeParse(first);
    if (!parsed.success) throw new CrmChanged('the answer to deploy');
    return parsed.data.id;
  } catch (error) {
    if (!(error instanceof ScopeMissing)) throw error;
    throw new CrmRejected(
      `our user may not deploy (${error.scopes.join(', ')}). Sign in as an admin with the permissions "API Enabled" and "Modify Metadata Through Metadata API Functions".`,
    );
  }
}

async function statusOf(transport: Transport, id: string): Promise<Status> {
  const [first] = await soapCall(transport, 'checkDeployStatus', { asyncProcessId: id, includeDetails: true });
  const parsed = statusSchema.safeParse(first);
  if (!parsed.success) throw new CrmChanged('the status of a deployment');
  return parsed.data;
}

function told(status: Status): Deployment {
  const { componentFailures = [], componentSuccesses = [] } = status.details ?? {};
  // Salesforce tells of package.xml and destructiveChanges.xml as if they were components.
  const components = [...componentFailures, ...componentSuccesses]
    .filter(({ componentType, success }) => componentType !== '' || !success)
    .map(
      (message): DeployedComponent => ({
        type: message.componentType,
        fullName: message.fullName,
        outcome: outcomeOf(message),
        problem: message.problem ?? null,
        file: message.fileName,
        line: message.lineNumber ?? null,
        column: message.columnNumber ?? null,
      }),
    );
  return {
    id: status.id,
    succeeded: status.success,
    status: status.status,
    components,
    error: status.errorMessage ?? null,
  };
}

function outcomeOf({
  success,
  created,
  changed,
  deleted,
}: z.infer<typeof messageSchema>): DeployedComponent['outcome'] {
  if (!success) return 'failed';
  if (deleted) return 'removed';
  if (created) return 'created';
  return changed ? 'changed' : 'same';
}

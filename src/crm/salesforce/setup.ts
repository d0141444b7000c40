/** What an admin does to an org for Pulso: bring the package, give out its permissions, take it away again. */
import { z } from 'zod';
import type { Log } from '../../log.ts';
import type { AccountIdentity, Clock, Pacer, TokenSource } from '../port.ts';
import { createTransport } from '../transport.ts';
import { createAccount, dataPath, get } from './account.ts';
import {
  type AssignResult,
  assign,
  type OrgUser,
  openedFields,
  rows,
  standardUsers,
  unassign,
  usersNamed,
} from './assignments.ts';
import { createBudget } from './budget.ts';
import { type Deployment, type DeployOptions, type DeployProgress, deploy } from './deploy.ts';
import { manifest } from './manifest.ts';
import { deactivateFlow, deleteFlowVersion, type FlowVersion, flowVersions, listComponents } from './package-parts.ts';
import { bodyOf } from './payload.ts';
import { createSender } from './send.ts';
import { quote } from './soql.ts';

export interface SetupOptions {
  /** The org's My Domain. */
  readonly baseUrl: string;
  readonly tokens: TokenSource;
  readonly pacer: Pacer;
  readonly clock: Clock;
  readonly log: Log;
}

/** An org as an admin works on it. Methods throw what the transport throws. */
export interface OrgSetup {
  identity(): Promise<AccountIdentity>;
  /** Whom the token belongs to. */
  self(): Promise<OrgUser>;
  deploy(
    archive: Uint8Array,
    options: DeployOptions,
    onProgress?: (progress: DeployProgress) => void,
  ): Promise<Deployment>;
  /** `type:fullName` of the components there are. */
  list(queries: readonly { readonly type: string; readonly folder?: string }[]): Promise<ReadonlySet<string>>;
  flowVersions(names: readonly string[]): Promise<readonly FlowVersion[]>;
  deactivateFlow(definitionId: string): Promise<string | null>;
  deleteFlowVersion(versionId: string): Promise<string | null>;
  standardUsers(): Promise<readonly OrgUser[]>;
  usersNamed(names: readonly string[]): Promise<readonly OrgUser[]>;
  assign(set: string, users: readonly OrgUser[]): Promise<readonly AssignResult[]>;
  unassign(set: string): Promise<{ readonly removed: number; readonly refused: readonly string[] }>;
  openedFields(set: string): Promise<ReadonlyMap<string, boolean>>;
  /** The fields of an object as our user sees them → whether it may write them. */
  describedFields(object: string): Promise<ReadonlyMap<string, boolean>>;
}

/** All of the day's requests may be used: this is an admin's own work. */
const WHOLE_BUDGET = 1;
const rootSchema = z.object({ identity: z.string() });
const nameSchema = z.object({ Username: z.string() });

export function openSetup({ baseUrl, tokens, pacer, clock, log }: SetupOptions): OrgSetup {
  const send = createSender({ baseUrl, clock, budget: createBudget(WHOLE_BUDGET, clock) });
  const transport = createTransport({ manifest, send, tokens, pacer, clock, log });
  const account = createAccount(transport, baseUrl, clock);
  return {
    identity: () => account.identity(),
    async self() {
      const { identity } = bodyOf(await transport.send(get(dataPath('/'))), rootSchema, 'our user');
      const id = identity.split('/').at(-1) ?? '';
      const [user] = await rows(transport, `SELECT Username FROM User WHERE Id = ${quote(id)}`, nameSchema);
      return { id, username: user?.Username ?? id };
    },
    deploy: (archive, options, onProgress) => deploy(transport, clock, archive, options, onProgress),
    list: (queries) => listComponents(transport, queries),
    flowVersions: (names) => flowVersions(transport, names),
    deactivateFlow: (definitionId) => deactivateFlow(transport, definitionId),
    deleteFlowVersion: (versionId) => deleteFlowVersion(transport, versionId),
    standardUsers: () => standardUsers(transport),
    usersNamed: (names) => usersNamed(transport, names),
    assign: (set, users) => assign(transport, set, users),
    unassign: (set) => unassign(transport, set),
    openedFields: (set) => openedFields(transport, set),
    async describedFields(object) {
      account.refresh();
      const fields = (await account.describe(object))?.fields ?? new Map();
      return new Map([...fields.values()].map(({ name, updateable }) => [name, updateable]));
    },
  };
}

import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { makeId, numberOf } from '../ids.ts';
import type { Org } from '../state/org.ts';
import { nameOf } from '../state/read-value.ts';
import { readPackage } from './components.ts';
import { KeptComponents, keyOf } from './kept-components.ts';
import { DeployPlan, type Step } from './plan.ts';
import { removalFault, removeComponent } from './remove-component.ts';
import { Retrievals } from './retrievals.ts';
import { readZip } from './zip.ts';

const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')]);
export const deployOptionsSchema = z.object({
  checkOnly: flag.default(false),
  rollbackOnError: flag.default(true),
  singlePackage: flag.default(false),
  ignoreWarnings: flag.default(false),
  purgeOnDelete: flag.default(false),
  testLevel: z.string().optional(),
});
export type DeployOptions = z.infer<typeof deployOptionsSchema>;

/** What checkDeployStatus answers. */
export interface DeployResult {
  readonly id: string;
  readonly [key: string]: unknown;
}

/** Deployments of packages through the Metadata API; they are done as soon as they are asked for. */
export class Deployments {
  private readonly org: Org;
  private readonly results = new Map<string, DeployResult>();
  /** Packages that passed a validation (`checkOnly`), to be deployed without sending them again; kept until the org restarts. */
  private readonly validated = new Map<string, { readonly archive: Buffer; readonly options: DeployOptions }>();
  readonly retrievals: Retrievals;
  readonly kept: KeptComponents;
  private last = 0;

  constructor(org: Org) {
    this.org = org;
    this.kept = new KeptComponents(org);
    this.retrievals = new Retrievals(org, this.kept);
  }

  load(): void {
    for (const [id, body] of this.org.storage.load('deploy')) {
      this.results.set(id, body as DeployResult);
      this.last = Math.max(this.last, numberOf(id));
    }
    this.kept.load();
  }

  clear(): void {
    this.results.clear();
    this.validated.clear();
    this.kept.clear();
  }

  /** Throws on unknown ids. */
  get(id: string): DeployResult {
    const result =
      this.results.get(id) ?? [...this.results.values()].find((each) => each.id.startsWith(id) && id.length === 15);
    if (!result) throw new ApiError(404, 'INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${id}`);
    return result;
  }

  /** Deploys a zipped package; what is wrong stands in the result. Throws unless the user may change metadata. */
  deploy(userId: string, archive: Buffer, options: DeployOptions): DeployResult {
    assertMayDeploy(this.org, userId);
    const steps = this.planOf(archive);
    const failed = steps.filter((step) => isFailure(step, options));
    const isRefused = failed.length > 0 && options.rollbackOnError;
    if (!options.checkOnly && !isRefused)
      this.org.records.atomically(() => {
        for (const step of steps) if (step.problem === undefined) step.apply();
      });
    this.last += 1;
    const result = this.resultOf(makeId('0Af', this.last), userId, steps, options);
    this.results.set(result.id, result);
    this.org.storage.put('deploy', result.id, result);
    if (options.checkOnly && result.success === true) this.validated.set(result.id, { archive, options });
    return result;
  }

  private planOf(archive: Buffer): PlannedStep[] {
    try {
      const { removals, ...brought } = readPackage(readZip(archive));
      const plan = new DeployPlan(this.org, this.kept);
      plan.add(brought);
      const going = new Set(removals.map(({ type, fullName }) => keyOf(type, fullName)));
      const removing = removals.map((removal): PlannedStep => {
        const fault = removalFault(this.org, this.kept, removal, going);
        return {
          componentType: removal.type,
          fullName: removal.fullName,
          fileName: 'destructiveChanges.xml',
          created: false,
          changed: fault === undefined,
          problem: fault?.problem,
          isWarning: fault?.isWarning ?? false,
          isRemoval: true,
          apply: () => removeComponent(this.org, this.kept, removal.type, removal.fullName),
        };
      });
      return [...plan.steps, ...removing];
    } catch (fault) {
      const problem = fault instanceof Error ? fault.message : String(fault);
      const nothing = { componentType: '', created: false, changed: false, apply: () => undefined };
      return [{ ...nothing, fullName: 'package.xml', fileName: 'package.xml', problem }];
    }
  }

  /** Deploys what was validated before (deployRecentValidation). Throws INVALID_ID_FIELD unless that succeeded. */
  deployValidated(userId: string, validationId: string): DeployResult {
    const held = this.validated.get(this.get(validationId).id);
    if (!held) throw new ApiError(400, 'INVALID_ID_FIELD', `${validationId} is no successful validation`);
    return this.deploy(userId, held.archive, { ...held.options, checkOnly: false });
  }

  private resultOf(id: string, userId: string, steps: readonly PlannedStep[], options: DeployOptions): DeployResult {
    const now = new Date(this.org.now()).toISOString();
    const messages = steps.map((step) => {
      const success = !isFailure(step, options);
      const done = success && step.problem === undefined;
      return {
        changed: done && step.changed && !options.checkOnly,
        componentType: step.componentType,
        created: done && step.created,
        createdDate: now,
        deleted: done && step.isRemoval === true,
        fileName: step.fileName,
        fullName: step.fullName,
        ...(step.problem !== undefined && {
          problem: step.problem,
          problemType: step.isWarning === true ? 'Warning' : 'Error',
        }),
        success,
        warning: step.isWarning === true,
      };
    });
    const failures = messages.filter((message) => !message.success);
    const success = failures.length === 0;
    const user = this.org.records.find('User', userId);
    const partly = !options.rollbackOnError && failures.length < messages.length;
    return {
      id,
      checkOnly: options.checkOnly,
      completedDate: now,
      createdBy: userId.slice(0, 15),
      createdByName: user ? nameOf(this.org, user) : '',
      createdDate: now,
      details: {
        allComponentMessages: [],
        componentFailures: failures,
        componentSuccesses: messages.filter((message) => message.success),
        retrieveResult: null,
        runTestResult: {
          codeCoverage: [],
          codeCoverageWarnings: [],
          failures: [],
          flowCoverage: [],
          flowCoverageWarnings: [],
          numFailures: 0,
          numTestsRun: 0,
          successes: [],
          totalTime: 0,
        },
      },
      done: true,
      ignoreWarnings: options.ignoreWarnings,
      lastModifiedDate: now,
      numberComponentErrors: failures.length,
      numberComponentsDeployed: success || partly ? messages.length - failures.length : 0,
      numberComponentsTotal: messages.length,
      numberTestErrors: 0,
      numberTestsCompleted: 0,
      numberTestsTotal: 0,
      rollbackOnError: options.rollbackOnError,
      runTestsEnabled: false,
      startDate: now,
      status: success ? 'Succeeded' : partly ? 'SucceededPartial' : 'Failed',
      success,
    };
  }
}

/** A removal of what is not there is only a warning, which fails where warnings count (DeployOptions, ignoreWarnings). */
interface PlannedStep extends Step {
  readonly isWarning?: boolean;
  readonly isRemoval?: boolean;
}

const isFailure = ({ problem, isWarning }: PlannedStep, { ignoreWarnings }: DeployOptions): boolean =>
  problem !== undefined && !(isWarning === true && ignoreWarnings);

/** Throws unless the user may change metadata. */
export function assertMayDeploy(org: Org, userId: string): void {
  if (!org.permissions.isAdmin(userId))
    throw new ApiError(
      403,
      'INSUFFICIENT_ACCESS',
      'INSUFFICIENT_ACCESS: use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions',
    );
}

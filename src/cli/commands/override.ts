import { setTimeout as delay } from 'node:timers/promises';
import type { Core } from '../../compose.ts';
import type { Scorecard, Subject } from '../../cx/model/scorecard.ts';
import { checkOverride } from '../../cx/override.ts';
import { type Fault, RequestInvalid } from '../../errors.ts';
import { enqueueTask } from '../../jobs/tasks/names.ts';
import type { Install } from '../../store/port.ts';
import { chooseInstalls } from '../choose-installs.ts';
import type { AddCommand } from '../command.ts';
import { withCore } from '../open-core.ts';
import { type Output, table } from '../output.ts';
import { isWorkedElsewhere, runUntilIdle } from '../run-until-idle.ts';
import { withSandbox } from '../with-sandbox.ts';

interface Whom {
  readonly install?: string;
  readonly customer?: string;
  readonly account?: string;
}

interface SetOptions extends Whom {
  readonly value?: string;
  readonly reason?: string;
  readonly by?: string;
  readonly until?: string;
  readonly json?: boolean;
}

const LOG_SHOWN = 50;
const LOOK_EVERY_MS = 250;
const LONGEST_WAIT_MS = 10_000;

/** `pulso override`: a person's judgement beside a computed score, with a reason and an end; what was decided stays in a log. */
export const addOverride: AddCommand = (program, output) => {
  const override = program.command('override').description('Put a judgement of your own beside a computed score.');
  override
    .command('set')
    .description('Set or replace one. The computed score stays visible beside it.')
    .option('--customer <id>', 'the customer')
    .option('--account <id>', 'or the account')
    .option('--value <number>', 'the score that you would give, 0 to 100')
    .option('--reason <text>', 'why the computed score is wrong, in a sentence')
    .option('--by <name>', 'who decides')
    .option('--until <date>', 'the last day on which it holds, at most 180 days away: 2026-12-31, or an instant')
    .option('--install <id>', 'the install, where there are several')
    .option('--json', 'as JSON')
    .action((options: SetOptions) => withCore((core) => setOverride(core, options, output)));
  override
    .command('list')
    .description('The overrides that there are, and what was decided before.')
    .option('--install <id>', 'only this install')
    .option('--json', 'as JSON')
    .action((options: { install?: string; json?: boolean }) =>
      withCore((core) => listOverrides(core, options, output)),
    );
  override
    .command('clear')
    .description('Take one back before its end.')
    .option('--customer <id>', 'the customer')
    .option('--account <id>', 'or the account')
    .option('--reason <text>', 'why it no longer holds')
    .option('--by <name>', 'who decides')
    .option('--install <id>', 'the install, where there are several')
    .option('--json', 'as JSON')
    .action((options: SetOptions) => withCore((core) => clearOverride(core, options, output)));
  for (const command of override.commands) command.exitOverride();
};

/** An instant as it is; a date is the end of that day. */
function endOf(until: string | undefined): string | undefined {
  return until !== undefined && /^\d{4}-\d\d-\d\d$/.test(until) ? `${until}T23:59:59.999Z` : until;
}

/** Whom it is about; what is wrong with that goes to the faults. */
async function findSubject(
  core: Core,
  { install: id, customer, account }: Whom,
  faults: Fault[],
): Promise<{ install: Install; subject: Subject } | null> {
  const installs = await chooseInstalls(core, id);
  const [install] = installs;
  if (install === undefined || installs.length > 1) {
    faults.push({ key: 'install', message: `say which: ${installs.map((one) => one.id).join(', ')}` });
    return null;
  }
  if ((customer === undefined) === (account === undefined)) {
    faults.push({ key: 'customer', message: 'name one customer (--customer) or one account (--account)' });
    return null;
  }
  const subject: Subject =
    customer === undefined ? { object: 'account', id: account ?? '' } : { object: 'customer', id: customer };
  if ((await core.store.subjects.get(install.id, subject.object, subject.id)) === null) {
    faults.push({ key: subject.object, message: `no ${subject.object} "${subject.id}" is known in ${install.id}` });
  }
  return { install, subject };
}

/**
 * Evaluates the subject, here or in the program that works in this folder. That one may have hours of reading before it: nobody waits
 * here for all of that.
 */
async function evaluateNow(
  core: Core,
  { install, subject }: { install: Install; subject: Subject },
  isSeen: (scorecard: Scorecard | null) => boolean,
  output: Output,
): Promise<void> {
  await withSandbox(core, [install], async () => {
    await core.store.transaction((tx) => enqueueTask(core.queue, tx, 'score', install.id), install.id);
    for (let waitedMs = 0; await isWorkedElsewhere(core); waitedMs += LOOK_EVERY_MS) {
      if (isSeen(await core.store.scorecards.latest(install.id, subject))) return;
      if (waitedMs >= LONGEST_WAIT_MS) {
        return output.remark(
          'It is kept. The running program has other work to do first, and evaluates it after that.',
        );
      }
      await delay(LOOK_EVERY_MS);
    }
    await runUntilIdle(core, output);
  });
}

async function setOverride(core: Core, options: SetOptions, output: Output): Promise<void> {
  const faults: Fault[] = [];
  const found = await findSubject(core, options, faults);
  const at = new Date(core.now()).toISOString();
  const { value, reason = '', by = '', until } = options;
  const checked = checkOverride(
    { value: value === undefined || value.trim() === '' ? undefined : Number(value), reason, by, until: endOf(until) },
    at,
  );
  if ('faults' in checked) faults.push(...checked.faults);
  if (found === null || 'faults' in checked || faults.length > 0)
    throw new RequestInvalid('No override was set:', faults);
  const { install, subject } = found;
  const { override } = checked;
  const computed = (await core.store.scorecards.latest(install.id, subject))?.score?.value ?? null;
  await core.store.transaction(
    (tx) => core.store.overrides.set(tx, install.id, { subject, override, at, computed }),
    install.id,
  );
  const isSeen = (scorecard: Scorecard | null) =>
    scorecard?.override?.value === override.value && scorecard.override.until === override.until;
  await evaluateNow(core, found, isSeen, output);
  output.result(
    options.json
      ? JSON.stringify({ install: install.id, subject, override, computed }, null, 2)
      : `${subject.object} ${subject.id}: ${override.value} until ${override.until}; computed: ${computed?.toFixed(1) ?? 'not enough known'}`,
  );
}

async function clearOverride(core: Core, options: SetOptions, output: Output): Promise<void> {
  const faults: Fault[] = [];
  const found = await findSubject(core, options, faults);
  const { by = '', reason = '' } = options;
  if (by.trim() === '') faults.push({ key: 'by', message: 'is required: the person who decides' });
  if (reason.trim() === '') faults.push({ key: 'reason', message: 'is required: say why it no longer holds' });
  if (found === null || faults.length > 0) throw new RequestInvalid('No override was cleared:', faults);
  const { install, subject } = found;
  const at = new Date(core.now()).toISOString();
  const computed = (await core.store.scorecards.latest(install.id, subject))?.score?.value ?? null;
  const cleared = await core.store.transaction(
    (tx) => core.store.overrides.clear(tx, install.id, { subject, by, reason, at, computed }),
    install.id,
  );
  if (!cleared) {
    const message = `${subject.object} "${subject.id}" has no override; "pulso override list" shows those that there are`;
    throw new RequestInvalid('No override was cleared:', [{ key: subject.object, message }]);
  }
  await evaluateNow(core, found, (scorecard) => (scorecard?.override ?? null) === null, output);
  const result = { install: install.id, subject, cleared: true };
  output.result(options.json ? JSON.stringify(result, null, 2) : `${subject.object} ${subject.id}: cleared`);
}

async function listOverrides(core: Core, options: { install?: string; json?: boolean }, output: Output): Promise<void> {
  const now = core.now();
  const reports = [];
  for (const { id } of await chooseInstalls(core, options.install)) {
    const stored = await core.store.overrides.list(id);
    const overrides = stored.map(({ subject, override, setAt }) => ({
      ...{ subject, ...override, setAt, active: now < Date.parse(override.until) },
    }));
    reports.push({ install: id, overrides, log: await core.store.overrides.log(id, LOG_SHOWN) });
  }
  if (options.json) return output.result(JSON.stringify(reports, null, 2));
  for (const { install, overrides, log } of reports) {
    const name = ({ object, id }: Subject): string => `${object} ${id}`;
    output.result(
      [
        `${install}: ${overrides.length === 0 ? 'no override' : ''}`.trimEnd(),
        ...(overrides.length === 0
          ? []
          : [
              table(
                ['whom', 'value', 'until', 'state', 'by', 'reason'],
                overrides.map(({ subject, value, until, active, by, reason }) => [
                  ...[name(subject), value, until, active ? 'holds' : 'ended', by, reason],
                ]),
              ),
            ]),
        ...(log.length === 0
          ? []
          : [
              '',
              'Decided so far:',
              table(
                ['at', 'what', 'whom', 'value', 'computed', 'by', 'reason'],
                log.map(({ at, action, subject, value, computed, by, reason }) => [
                  ...[at, action, name(subject), value, computed === null ? null : Math.round(computed * 10) / 10],
                  ...[by, reason],
                ]),
              ),
            ]),
      ].join('\n'),
    );
  }
}

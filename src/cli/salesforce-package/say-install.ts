/** What an installation did, for whoever reads the terminal. */
import type { AssignResult } from '../../crm/salesforce/assignments.ts';
import { changedNothing, type InstallReport, type Refusal } from './install-package.ts';

/** One refused component: where, what, and what to do. */
export function refusalLines({ component, file, line, column, problem, remedy }: Refusal): readonly string[] {
  const spot = line === null ? file : `${file}:${line}${column === null ? '' : `:${column}`}`;
  return [`  ${component}${spot === '' ? '' : ` (${spot})`}`, `    ${problem}`, `    → ${remedy}`];
}

const SHOWN = 5;

function users(results: readonly AssignResult[], outcome: AssignResult['outcome']): string {
  const names = results.filter((result) => result.outcome === outcome).map(({ username }) => username);
  return names.length <= SHOWN ? names.join(', ') : `${names.length} users`;
}

function assignedLines({ set, results }: InstallReport['assigned'][number]): readonly string[] {
  const given = users(results, 'assigned');
  const had = users(results, 'same');
  return [
    ...(given === '' ? [] : [`${set}: given to ${given}`]),
    ...(had === '' ? [] : [`${set}: ${had} had it`]),
    ...results.flatMap(({ outcome, username, message }) =>
      outcome === 'refused' ? [`${set}: not given to ${username}: ${message ?? 'no reason was given'}`] : [],
    ),
  ];
}

/** The whole report in lines. */
export function sayInstall(report: InstallReport): string {
  const { org, refusals, leftOut, kept, created, changed, same, unverified, fields } = report;
  const aside = leftOut.flatMap(({ part, refusals: why, remedy }) => [
    '',
    `Left out: ${part}. ${remedy}`,
    ...why.flatMap(refusalLines),
  ]);
  if (!report.succeeded) {
    const title = report.checkOnly ? 'would refuse' : 'refused';
    return [`${org.name} ${title} the package; nothing was changed:`, ...refusals.flatMap(refusalLines), ...aside].join(
      '\n',
    );
  }
  const numbers = `${created.length} new, ${changed.length} changed, ${same} as they were`;
  if (report.checkOnly) return [`${org.name} would take the package. Nothing was changed.`, ...aside].join('\n');
  const keptLines =
    kept.length === 0
      ? []
      : [`Yours since they came, left alone: ${kept.map((key) => key.replace(/^\w+:/, '')).join(', ')}`];
  return [
    changedNothing(report)
      ? `${org.name} has everything already: nothing was changed.`
      : `${org.name} has Pulso: ${numbers}.`,
    ...keptLines,
    ...report.assigned.flatMap(assignedLines),
    unverified.length === 0
      ? `Checked: ${fields} fields are there, readable and writable as they should be.`
      : ['Not as it should be:', ...unverified.map((line) => `  ${line}`)].join('\n'),
    ...aside,
  ].join('\n');
}

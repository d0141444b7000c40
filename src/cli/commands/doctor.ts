import type { AddCommand } from '../command.ts';
import { examine } from '../examine.ts';
import { withCore } from '../open-core.ts';

const MARKS = { ok: '\u2713', note: '\u2022', wrong: '\u2717' } as const;

/** `pulso doctor`: looks at everything that can be wrong, asks each CRM, and says what to do. Changes nothing. */
export const addDoctor: AddCommand = (program, output, exit) => {
  program
    .command('doctor')
    .description('What is wrong and what to do about it: program, accounts, scopes, quotas, jobs.')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const findings = await withCore(examine);
      output.result(
        json
          ? JSON.stringify(findings, null, 2)
          : findings.map(({ about, verdict, says }) => `${MARKS[verdict]} ${about}: ${says}`).join('\n'),
      );
      if (findings.some(({ verdict }) => verdict === 'wrong')) exit(1);
    });
};

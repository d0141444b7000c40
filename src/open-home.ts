import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { ConfigInvalid } from './errors.ts';

/** Makes the data folder where there is none. @throws ConfigInvalid when it cannot be made or written. */
export function openHome(home: string): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const isFile = statSync(home, { throwIfNoEntry: false })?.isDirectory() === false;
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const reason = isFile ? 'it is a file' : code;
    throw new ConfigInvalid([
      {
        key: 'PULSO_HOME',
        message: `the data folder ${home} cannot be used (${reason}); choose one that can be written`,
      },
    ]);
  }
}

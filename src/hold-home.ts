import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ConfigInvalid } from './errors.ts';

/**
 * Keeps the data folder for this program until it lets go or dies, however it dies. SQLite's lock on a file is the operating
 * system's (https://www.sqlite.org/lockingv3.html), which Node itself has no call for; nothing is ever stored in that file.
 * @throws ConfigInvalid while another program has it: two that start at once cannot see each other's note yet.
 */
export function holdHome(home: string): { release(): void } {
  const file = new DatabaseSync(join(home, 'running.lock'), { timeout: 0 });
  try {
    file.exec('begin exclusive');
  } catch {
    file.close();
    throw new ConfigInvalid([
      {
        key: 'PULSO_HOME',
        message: `another Pulso is about to work in ${home}; wait until it has started, stop it, or choose another folder`,
      },
    ]);
  }
  return { release: () => file.close() };
}

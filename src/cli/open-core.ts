import { type Core, composeCore } from '../compose.ts';
import { type Config, readConfig } from '../config.ts';
import { openLog } from '../log.ts';

/** Opens the store of this folder for one command, and closes it after. */
export async function withCore<Result>(
  work: (core: Core) => Promise<Result>,
  config: Config = readConfig(),
): Promise<Result> {
  const core = await composeCore(config, openLog(config.logLevel));
  try {
    return await work(core);
  } finally {
    await core.close();
  }
}

/** `npm start`: everything in one program. */
import { runCli } from './cli/main.ts';

process.exitCode = await runCli(['start', ...process.argv.slice(2)]);

import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigInvalid } from './errors.ts';

/**
 * The 32 bytes kept in a file that only its owner can read; made at random where there is none. Two programs that start at once
 * agree on the one that was written first.
 * @throws ConfigInvalid when the file holds something else.
 */
export function readKeyFile(path: string): Uint8Array {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (key.length !== 32) {
    throw new ConfigInvalid([
      {
        key: path,
        message: 'must hold 32 bytes in base64; restore it from your backup (without it the stored tokens are lost)',
      },
    ]);
  }
  return key;
}

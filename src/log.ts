import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Whatever could carry a secret or a person is cut before a line is written. */
const REDACTED = [
  'token',
  'accessToken',
  'refreshToken',
  'clientSecret',
  'authorization',
  'headers.authorization',
  '*.token',
  '*.accessToken',
  '*.refreshToken',
  '*.clientSecret',
  '*.authorization',
  'email',
  '*.email',
];

/** Structured lines on standard error; `silent` for tests. */
export function openLog(level: string): Log {
  return pino(
    { level, redact: { paths: REDACTED, censor: '[redacted]' }, base: null },
    pino.destination({ dest: 2, sync: true }),
  );
}

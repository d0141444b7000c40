/** Codes of the operating system (https://man7.org/linux/man-pages/man3/errno.3.html) and of SQLite (https://www.sqlite.org/rescode.html). */
const FULL = new Set(['ENOSPC', 'EDQUOT', 13]);
const FORBIDDEN = new Set(['EACCES', 'EPERM', 'EROFS', 8, 14]);
const DAMAGED = new Set<string | number>([11, 26]);
const FAILING = new Set(['EIO', 'EMFILE', 'ENFILE', 10]);

/**
 * What the machine, and no fault of ours, keeps a program from doing, in one line with the remedy; null for any other error.
 * The file that is named may be a secret's, its content never is.
 */
export function systemTrouble(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = codeOf(error);
  if (code === null) return null;
  if (FULL.has(code))
    return `The disk is full (${error.message}). Make room and start again; nothing that was stored is lost.`;
  if (FORBIDDEN.has(code))
    return `A file cannot be opened or written (${error.message}). Correct its owner or its rights, and start again.`;
  if (DAMAGED.has(code))
    return `A database file in the data folder is damaged (${error.message}). Restore it from a backup, or move it away: all but the history is read from the CRM anew.`;
  if (FAILING.has(code))
    return `The machine refused a file operation (${error.message}). Look after its disk and limits, and start again.`;
  return null;
}

function codeOf(error: Error): string | number | null {
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode & 0xff;
  return 'code' in error && typeof error.code === 'string' ? error.code : null;
}

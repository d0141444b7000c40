import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import { RequestInvalid } from '../errors.ts';

const LINE_FEED = 10;

/** What a spreadsheet saves without being asked is not UTF-8, and would garble every accent. */
function notUtf8(line: number): RequestInvalid {
  const message =
    'is not UTF-8; save the file again as UTF-8 (in Excel: Save As, "CSV UTF-8 (Comma delimited)" or "CSV UTF-8 (delimitado por comas)")';
  return new RequestInvalid('The file cannot be read:', [{ key: `line ${line}`, message }]);
}

function firstBadLine(bytes: Buffer): number {
  let line = 0;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(LINE_FEED, start);
    const stop = end < 0 ? bytes.length : end;
    if (!isUtf8(bytes.subarray(start, stop))) return line;
    start = stop + 1;
  }
  return line;
}

/** The text of a whole file. @throws RequestInvalid naming the line that is not UTF-8. */
export function textOf(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw notUtf8(firstBadLine(bytes) + 1);
  return bytes.toString('utf8');
}

/**
 * Lines of a UTF-8 stream, ended by LF or CRLF alone. Node's readline also ends a line at U+2028, U+2029 and a lone CR, which may stand
 * inside a JSON text (https://www.rfc-editor.org/rfc/rfc8259#section-7) and would cut it in two.
 * @throws RequestInvalid naming the line that is not UTF-8.
 */
export async function* readLines(input: Readable): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  let read = 0;
  const linesOf = (bytes: Buffer): string[] => {
    if (!isUtf8(bytes)) throw notUtf8(read + firstBadLine(bytes) + 1);
    const lines = bytes.toString('utf8').split('\n');
    read += lines.length;
    return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  };
  for await (const chunk of input) {
    const bytes: Buffer = Buffer.concat([rest, typeof chunk === 'string' ? Buffer.from(chunk) : chunk]);
    const end = bytes.lastIndexOf(LINE_FEED);
    rest = bytes.subarray(end + 1);
    if (end >= 0) yield* linesOf(bytes.subarray(0, end));
  }
  if (rest.length > 0) yield* linesOf(rest);
}

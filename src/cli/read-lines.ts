import type { Readable } from 'node:stream';

/**
 * Lines of a UTF-8 stream, ended by LF or CRLF alone. Node's readline also ends a line at U+2028, U+2029 and a lone CR, which may stand
 * inside a JSON text (https://www.rfc-editor.org/rfc/rfc8259#section-7) and would cut it in two.
 */
export async function* readLines(input: Readable): AsyncGenerator<string> {
  input.setEncoding('utf8');
  let rest = '';
  for await (const chunk of input) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
  if (rest !== '') yield rest;
}

import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readLines } from '../../../src/cli/read-lines.ts';

async function linesOf(...chunks: Uint8Array[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines(Readable.from(chunks, { objectMode: false }))) lines.push(line);
  return lines;
}

test('LF and CRLF end a line, the last one needs none', async () => {
  expect(await linesOf(Buffer.from('a\r\nb\n\nc'))).toEqual(['a', 'b', '', 'c']);
  expect(await linesOf(Buffer.from('a\n'))).toEqual(['a']);
  expect(await linesOf()).toEqual([]);
});

test('the line and paragraph separators of Unicode may stand inside a JSON text', async () => {
  const line = JSON.stringify({ text: 'one\u2028two\u2029three' });
  expect(await linesOf(Buffer.from(`${line}\n${line}`))).toEqual([line, line]);
});

test('a character or a line end that is cut between two chunks stays whole', async () => {
  const bytes = Buffer.from('sí 😡\r\nno');
  const oneByOne = Array.from(bytes, (byte) => Buffer.from([byte]));
  expect(await linesOf(...oneByOne)).toEqual(['sí 😡', 'no']);
});

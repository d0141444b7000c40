import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readLines, textOf } from '../../../src/cli/read-lines.ts';

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

test('what is not UTF-8 is refused by its line, with what to do', async () => {
  const latin1 = Buffer.from('id;text\r\n1;señor\r\n2;no\r\n', 'latin1');
  const fault = { faults: [{ key: 'line 2', message: expect.stringContaining('CSV UTF-8') }] };
  await expect(linesOf(latin1)).rejects.toMatchObject(fault);
  await expect(linesOf(latin1.subarray(0, 12), latin1.subarray(12))).rejects.toMatchObject(fault);
  expect(() => textOf(latin1)).toThrow(expect.objectContaining(fault));
  expect(textOf(Buffer.from('sí'))).toBe('sí');
});

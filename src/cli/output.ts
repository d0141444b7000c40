/** Where commands write to: results on standard output, remarks on standard error. */
export interface Output {
  result(text: string): void;
  remark(text: string): void;
  /** True where a person watches standard error. */
  readonly live: boolean;
  /** Replaces the line that it wrote last; ends with an empty text. */
  progress(line: string): void;
}

/** The process's own streams. */
export function terminalOutput(): Output {
  const live = process.stderr.isTTY === true;
  let open = false;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // Whoever reads us has read enough (`| head`): that is no fault.
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    live,
    result: (text) => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
    remark: (text) => {
      if (open) process.stderr.write('\n');
      open = false;
      process.stderr.write(`${text}\n`);
    },
    progress: (line) => {
      if (!live) {
        if (line !== '') process.stderr.write(`${line}\n`);
        return;
      }
      if (line === '' && !open) return;
      process.stderr.write(line === '' ? '\n' : `\r\u001b[2K${line}`);
      open = line !== '';
    },
  };
}

/** Rows as aligned columns; numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  // A name with a line break in it must not break the table.
  const cells = rows.map((row) => row.map((cell) => (cell === null ? '–' : String(cell).replace(/\s+/gu, ' '))));
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const numeric = head.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] !== 'string'));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (numeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(head), ...cells.map(line)].join('\n');
}

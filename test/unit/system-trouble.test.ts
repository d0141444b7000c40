import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemTrouble } from '../../src/system-trouble.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pulso-trouble-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function errorOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('the trouble that a machine makes', () => {
  it('is told in one line for a full disk', () => {
    const database = new DatabaseSync(join(folder, 'small.db'));
    database.exec('pragma max_page_count = 3; create table texts (text text)');
    const error = errorOf(() => database.prepare('insert into texts values (?)').run('x'.repeat(100_000)));
    database.close();
    expect(systemTrouble(error)).toMatch(/^The disk is full \(.+\)\. Make room/);
    expect(systemTrouble(Object.assign(new Error('no space left'), { code: 'ENOSPC' }))).toMatch(/^The disk is full/);
  });

  it('is told in one line for a damaged database', () => {
    const path = join(folder, 'damaged.db');
    writeFileSync(path, 'this is no database, however long it is'.repeat(100));
    const error = errorOf(() => new DatabaseSync(path).exec('pragma journal_mode = wal'));
    expect(systemTrouble(error)).toMatch(/^A database file in the data folder is damaged \(file is not a database\)/);
  });

  it('is told in one line for a file that may not be opened', () => {
    const error = errorOf(() => new DatabaseSync(join(folder, 'nowhere', 'x.db')).exec('select 1'));
    expect(systemTrouble(error)).toMatch(/^A file cannot be opened/);
  });

  it('is none where the fault is ours', () => {
    expect(systemTrouble(new TypeError('x is not a function'))).toBeNull();
    expect(systemTrouble(errorOf(() => readFileSync(join(folder, 'missing'))))).toBeNull();
    expect(systemTrouble('a text')).toBeNull();
  });
});

import { type ApiCall, versionPath } from '../api-call.ts';
import { ApiError } from '../api-error.ts';
import { makeId } from '../ids.ts';
import type { Drawing, RowList } from '../soql/shape.ts';

const DEFAULT_BATCH = 2_000;
const MIN_BATCH = 200;
/** Open query locators; the oldest ends when there are more. */
const MAX_CURSORS = 200;

interface Cursor {
  readonly list: RowList;
  readonly batch: number;
  readonly userId: string;
}

function batchSize(call: ApiCall): number {
  const asked = Number(/batchSize\s*=\s*(\d+)/i.exec(call.header('sforce-query-options') ?? '')?.[1] ?? DEFAULT_BATCH);
  return Math.min(DEFAULT_BATCH, Math.max(MIN_BATCH, asked));
}

/** Lists of records that are read page by page (`nextRecordsUrl`): of queries, and of the child queries within them. */
export class Cursors {
  private readonly open = new Map<string, Cursor>();
  private opened = 0;

  /** The first page of a list, as a body; the next ones are found under `name` (`query`, `queryAll`). */
  begin(call: ApiCall, list: RowList, name: string): Record<string, unknown> {
    const cursor = { list, batch: batchSize(call), userId: call.caller.userId };
    this.opened += 1;
    const id = makeId('01g', this.opened);
    if (list.size > cursor.batch) {
      this.open.set(id, cursor);
      const oldest = this.open.keys().next().value;
      if (this.open.size > MAX_CURSORS && oldest !== undefined) this.open.delete(oldest);
    }
    return this.page(call, cursor, id, 0, name);
  }

  /** The page that a locator (`01g…-2000`) leads to. Throws INVALID_QUERY_LOCATOR. */
  resume(call: ApiCall, locator: string, name: string): Record<string, unknown> {
    const [, id = '', from = ''] = /^(01g\w{12}(?:\w{3})?)-(\d+)$/.exec(locator) ?? [];
    const cursor = this.open.get(id);
    if (!cursor || cursor.userId !== call.caller.userId || Number(from) > cursor.list.size)
      throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    return this.page(call, cursor, id, Number(from), name);
  }

  private page(call: ApiCall, cursor: Cursor, id: string, from: number, name: string): Record<string, unknown> {
    const { list, batch } = cursor;
    const to = Math.min(list.size, from + batch);
    const drawing: Drawing = { version: call.version, begin: (inner) => this.begin(call, inner, name) };
    const records = Array.from({ length: to - from }, (_, index) => list.render(from + index, drawing));
    const done = to >= list.size;
    const base = call.path.startsWith('/tooling') ? '/tooling' : '';
    return {
      totalSize: list.totalSize,
      done,
      ...(!done && { nextRecordsUrl: versionPath(call, `${base}/${name}/${id}-${to}`) }),
      records,
    };
  }
}

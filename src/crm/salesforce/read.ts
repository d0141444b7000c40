/**
 * Reading Salesforce objects: pages by key, records by id, and what is needed of other objects to understand them. Knows nothing
 * of positions in a stream. Pages are asked for by key, never by `nextRecordsUrl` (a cursor dies after two days, and jsforce's own
 * paging stops at 10,000 records without a word).
 */
import { CrmChanged, CrmRejected, ScopeMissing } from '../../errors.ts';
import type { CrmResponse, Transport } from '../port.ts';
import type { CrmRecord, SetAside } from '../record.ts';
import { type Account, type Described, get, type QueryKind, queryPath } from './account.ts';
import { attachChildren, rowsOf, withAllChildren } from './children.ts';
import type { CsvRow } from './csv.ts';
import { fromCsv } from './from-csv.ts';
import { isStandard, type SalesforceSettings, typeOf, VENDOR_TYPES, type VendorObject } from './manifest.ts';
import { mapRecord } from './map.ts';
import type { MapContext } from './map-context.ts';
import { mappedFields } from './map-survey-object.ts';
import { bodyOf, querySchema, recordSchema, type VendorRecord } from './payload.ts';
import { childrenOf, relationsOf, selectFrom, wantedFields } from './select.ts';
import { afterKey, IDS_PER_QUERY, idList, instantLiteral, isId, quote } from './soql.ts';
import { parseInstant } from './values.ts';

export interface Page {
  readonly sources: readonly VendorRecord[];
  readonly setAside: readonly SetAside[];
  /** There is nothing after it. */
  readonly last: boolean;
  readonly response: CrmResponse;
}

export interface Answer {
  readonly id: string;
  readonly caseId: string;
  /** Milliseconds. */
  readonly modified: number;
}

export interface Reader {
  /** Records that meet the condition, in the order given, at most one page of them. */
  page(vendor: VendorObject, condition: string, order: string, kind: QueryKind, signal?: AbortSignal): Promise<Page>;
  /** The same records for Bulk API, by id after one, without their child records. */
  bulkQuery(vendor: VendorObject, after: string): Promise<string>;
  /** What Bulk API gave of them, as `page` would have given it, child records included. */
  fromBulk(
    vendor: VendorObject,
    rows: readonly CsvRow[],
    signal?: AbortSignal,
  ): Promise<Omit<Page, 'last' | 'response'>>;
  /** Records by Salesforce id, deleted ones too; those that never were are missing. */
  byId(vendor: VendorObject, ids: readonly string[], signal?: AbortSignal): Promise<Omit<Page, 'last' | 'response'>>;
  /** E-mails that we sent about cases, modified since (milliseconds), with the case: they need not touch the case itself. */
  answers(since: number, signal?: AbortSignal): Promise<readonly Answer[]>;
  /** The object that an id belongs to, of several; null where none of them has such ids. */
  vendorOf(id: string, vendors: readonly VendorObject[]): Promise<VendorObject | null>;
  map(
    vendor: VendorObject,
    sources: readonly VendorRecord[],
    signal?: AbortSignal,
  ): Promise<{ readonly records: readonly CrmRecord[]; readonly setAside: readonly SetAside[] }>;
}

/** Objects with amounts. */
const PRICED: ReadonlySet<VendorObject> = new Set(['Account', 'Opportunity']);

/** A task that was made beside an e-mail. */
const isMail = ({ TaskSubtype, Type }: VendorRecord): boolean =>
  Type === 'Email' || TaskSubtype === 'Email' || TaskSubtype === 'ListEmail';

export const isDeleted = (source: VendorRecord): boolean => source.IsDeleted === true;

/** Milliseconds. */
export function modifiedOf(source: VendorRecord): number {
  const instant = parseInstant(String(source.SystemModstamp ?? ''));
  return instant === null ? 0 : Date.parse(instant);
}

/** Each record by itself, so that one of unknown form does not lose the others. */
function readSources(
  vendor: VendorObject,
  rows: readonly unknown[],
): { sources: VendorRecord[]; setAside: SetAside[] } {
  const sources: VendorRecord[] = [];
  const setAside: SetAside[] = [];
  for (const row of rows) {
    const parsed = recordSchema.safeParse(row);
    if (parsed.success) sources.push(parsed.data);
    else {
      const detail = "Salesforce's answer has a record without an id; update Pulso or report it";
      setAside.push({ object: typeOf(vendor).object, id: 'unknown', reason: 'unknown_form', detail });
    }
  }
  if (setAside.length > 0 && sources.length === 0) throw new CrmChanged(`the records of ${vendor}`);
  return { sources, setAside };
}

export function createReader(transport: Transport, account: Account, settings: SalesforceSettings): Reader {
  async function described(vendor: VendorObject): Promise<Described> {
    const found = await account.describe(vendor);
    if (found) return found;
    throw new ScopeMissing([`read access to ${vendor}`], vendor, { context: { vendor } });
  }

  async function select(vendor: VendorObject, withChildren = true): Promise<string> {
    const { language, externalId, lifecycle, segments, meetingOutcome, lossReason, promised } = settings.fields;
    const own: Partial<Record<string, readonly string[]>> = {
      Contact: [language, externalId, lifecycle, ...segments],
      Case: [promised],
      Event: [meetingOutcome],
      Opportunity: [lossReason],
    };
    const known = await described(vendor);
    const fields: string[] = [];
    const extra = isStandard(vendor) ? own[vendor] : mappedFields(vendor, settings);
    for (const path of wantedFields(vendor, known, extra)) if (await isVisible(known, path)) fields.push(path);
    return selectFrom(vendor, known, fields, withChildren);
  }

  /** A field of a parent may be hidden though the reference is not: one of these would refuse the whole query. */
  async function isVisible(from: Described, path: string): Promise<boolean> {
    const [first = '', ...rest] = path.split('.');
    if (rest.length === 0) return from.fields.has(first);
    const [parent, ...others] = relationsOf(from).get(first) ?? [];
    // What may be several objects offers only fields that everybody sees.
    if (parent === undefined || others.length > 0) return true;
    const described = await account.describe(parent);
    return described !== null && (await isVisible(described, rest.join('.')));
  }

  async function query(
    soql: string,
    kind: QueryKind,
    what: string,
    signal?: AbortSignal,
  ): Promise<{ rows: readonly unknown[]; done: boolean; response: CrmResponse }> {
    const response = await transport.send(get(queryPath(soql, kind), signal));
    const { records, done } = bodyOf(response, querySchema, what);
    return { rows: records, done, response };
  }

  /** A field may have been taken away since it was described: asked once more with what is there now. */
  async function queryVendor(
    vendor: VendorObject,
    rest: string,
    kind: QueryKind,
    signal?: AbortSignal,
  ): ReturnType<typeof query> {
    const what = `the records of ${vendor}`;
    try {
      return await query(`${await select(vendor)} ${rest}`, kind, what, signal);
    } catch (error) {
      if (!(error instanceof CrmRejected && error.context.code === 'INVALID_FIELD')) throw error;
      account.refresh();
      return await query(`${await select(vendor)} ${rest}`, kind, what, signal);
    }
  }

  async function surveyContext(
    sources: readonly VendorRecord[],
    signal?: AbortSignal,
  ): Promise<Pick<MapContext, 'answers' | 'surveyCases'>> {
    if ((await account.describe('SurveyQuestionResponse')) === null)
      throw new ScopeMissing(['read access to SurveyQuestionResponse'], 'SurveyResponse');
    const ids = sources.map(({ Id }) => Id);
    const invitations = sources.map((source) => source.InvitationId).filter((id) => typeof id === 'string');
    const answerRows = await rowsOf(
      transport,
      ids,
      (list) =>
        `SELECT Id, ResponseId, NumberValue, ResponseShortText, ResponseValue, Question.Name, Question.QuestionType FROM SurveyQuestionResponse WHERE ResponseId IN ${list} ORDER BY ResponseId, Id`,
      'the answers to survey questions',
      signal,
    );
    const answers = new Map<string, VendorRecord[]>();
    for (const row of answerRows) {
      const response = String(row.ResponseId);
      answers.set(response, [...(answers.get(response) ?? []), row]);
    }
    if ((await account.describe('SurveySubject')) === null) return { answers, surveyCases: new Set() };
    const subjects = await rowsOf(
      transport,
      [...new Set([...ids, ...invitations])],
      (list) => `SELECT Id, ParentId, SubjectId FROM SurveySubject WHERE ParentId IN ${list}`,
      'the subjects of surveys',
      signal,
    );
    const about = subjects.filter(({ SubjectId }) => String(SubjectId).startsWith(VENDOR_TYPES.Case.prefix));
    return { answers, surveyCases: new Set(about.map(({ ParentId }) => String(ParentId))) };
  }

  async function emailTasks(sources: readonly VendorRecord[], signal?: AbortSignal): Promise<ReadonlySet<string>> {
    const ids = sources.filter(isMail).map(({ Id }) => Id);
    if (ids.length === 0 || !(await account.describe('EmailMessage'))?.fields.has('ActivityId')) return new Set();
    const soql = (list: string): string => `SELECT Id, ActivityId FROM EmailMessage WHERE ActivityId IN ${list}`;
    return new Set(
      (await rowsOf(transport, ids, soql, 'the e-mails of tasks', signal)).map((row) => String(row.ActivityId)),
    );
  }

  return {
    async page(vendor, condition, order, kind, signal) {
      const where = condition === '' ? '' : `WHERE ${condition} `;
      const rest = `${where}ORDER BY ${order} LIMIT ${settings.pageSize}`;
      const { rows, done, response } = await queryVendor(vendor, rest, kind, signal);
      const { sources, setAside } = readSources(vendor, rows);
      await withAllChildren(transport, sources, signal);
      return { sources, setAside, last: done && rows.length < settings.pageSize, response };
    },

    async bulkQuery(vendor, after) {
      const where = after === '' ? '' : `WHERE Id > ${quote(after)} `;
      return `${await select(vendor, false)} ${where}ORDER BY Id`;
    },

    async fromBulk(vendor, rows, signal) {
      const known = await described(vendor);
      const { sources, setAside } = readSources(
        vendor,
        rows.map((row) => fromCsv(row, known)),
      );
      await attachChildren(transport, childrenOf(vendor, known), known, sources, signal);
      return { sources, setAside };
    },

    async byId(vendor, ids, signal) {
      const sources: VendorRecord[] = [];
      const setAside: SetAside[] = [];
      let wanted = [...new Set(ids)].filter(isId);
      while (wanted.length > 0) {
        const part = wanted.slice(0, IDS_PER_QUERY);
        const { rows, done } = await queryVendor(vendor, `WHERE Id IN ${idList(part)}`, 'queryAll', signal);
        const page = readSources(vendor, rows);
        await withAllChildren(transport, page.sources, signal);
        sources.push(...page.sources);
        setAside.push(...page.setAside);
        // A page may be shorter than what was asked for: those not yet given are asked for again.
        const given = new Set(page.sources.map(({ Id }) => Id));
        const rest = done || given.size === 0 ? [] : part.filter((id) => !given.has(id));
        wanted = [...rest, ...wanted.slice(IDS_PER_QUERY)];
      }
      return { sources, setAside };
    },

    async answers(since, signal) {
      if ((await account.describe('EmailMessage')) === null) return [];
      const found: Answer[] = [];
      let condition = `SystemModstamp >= ${instantLiteral(since)}`;
      for (let last = false; !last; ) {
        const soql = `SELECT Id, ParentId, SystemModstamp FROM EmailMessage WHERE Incoming = false AND ParentId != null AND (${condition}) ORDER BY SystemModstamp, Id LIMIT ${settings.pageSize}`;
        const { rows, done } = await query(soql, 'query', 'the answers to cases', signal);
        for (const row of rows.map((each) => recordSchema.parse(each))) {
          found.push({ id: row.Id, caseId: String(row.ParentId), modified: modifiedOf(row) });
        }
        const end = found.at(-1);
        last = end === undefined || (done && rows.length < settings.pageSize);
        if (end) condition = afterKey(end.modified, end.id);
      }
      return found;
    },

    async vendorOf(id, vendors) {
      for (const vendor of vendors) {
        const prefix = typeOf(vendor).prefix ?? (await account.describe(vendor))?.keyPrefix;
        if (prefix && id.startsWith(prefix)) return vendor;
      }
      return null;
    },

    async map(vendor, sources, signal) {
      const { uiUrl } = await account.identity();
      const surveys = vendor === 'SurveyResponse' ? await surveyContext(sources, signal) : null;
      const context: MapContext = {
        uiUrl,
        settings,
        rates: PRICED.has(vendor) ? await account.rates() : new Map(),
        closedStatuses: vendor === 'Case' ? await account.closedStatuses() : new Map(),
        answers: surveys?.answers ?? new Map(),
        surveyCases: surveys?.surveyCases ?? new Set(),
        emailTasks: vendor === 'Task' ? await emailTasks(sources, signal) : new Set(),
      };
      const mapped = sources.map((source) => mapRecord(vendor, source, context));
      return {
        records: mapped.map(({ record }) => record).filter((record) => record !== null),
        setAside: mapped.map(({ setAside }) => setAside).filter((setAside) => setAside !== null),
      };
    },
  };
}

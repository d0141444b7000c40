/** Reading HubSpot objects: pages of the list, batches by id, their links. Knows nothing of positions in a stream. */
import { CrmChanged, ScopeMissing } from '../../errors.ts';
import type { CrmRequest, CrmResponse, Transport } from '../port.ts';
import type { CrmRecord, SetAside } from '../record.ts';
import { type Account, get } from './account.ts';
import {
  API_VERSION,
  type HubspotSettings,
  type LinkedObject,
  manifest,
  VENDOR_TYPES,
  type VendorObject,
} from './manifest.ts';
import { mapRecord, recordId } from './map.ts';
import { type Links, type MapContext, NO_LINKS } from './map-context.ts';
import { associationsSchema, batchSchema, bodyOf, listSchema, objectSchema, type VendorRecord } from './payload.ts';
import { DISCOVERED, wantedProperties } from './properties.ts';

export const LIST_LIMIT = 100;
/** HubSpot reads histories of at most 50 records at a time. */
export const HISTORY_LIMIT = 50;
const ASSOCIATIONS_LIMIT = 1_000;
const STAGE = 'hs_pipeline_stage';

export interface RecordsPage {
  readonly records: readonly CrmRecord[];
  readonly setAside: readonly SetAside[];
}

export interface ListPage {
  readonly sources: readonly VendorRecord[];
  readonly setAside: readonly SetAside[];
  readonly links: ReadonlyMap<string, Links>;
  readonly after: string | null;
  readonly response: CrmResponse;
}

export interface Reader {
  properties(vendor: VendorObject): Promise<readonly string[]>;
  /** `archived`: the recycle bin instead. */
  list(vendor: VendorObject, after: string | null, archived: boolean, signal?: AbortSignal): Promise<ListPage>;
  /** Records by HubSpot id, with their links where asked for; those that do not exist are missing. */
  byId(
    vendor: VendorObject,
    ids: readonly string[],
    options: { readonly history?: boolean; readonly signal?: AbortSignal | undefined },
  ): Promise<{ readonly sources: readonly VendorRecord[]; readonly setAside: readonly SetAside[] }>;
  links(
    vendor: VendorObject,
    sources: readonly VendorRecord[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, Links>>;
  /** The same records with the stage history of those tickets that were reopened. */
  withHistory(
    vendor: VendorObject,
    sources: readonly VendorRecord[],
    signal?: AbortSignal,
  ): Promise<readonly VendorRecord[]>;
  map(vendor: VendorObject, sources: readonly VendorRecord[], links: ReadonlyMap<string, Links>): Promise<RecordsPage>;
}

export const wasReopened = (source: VendorRecord): boolean => Boolean(source.properties.hs_ticket_reopened_at);

export const objectsPath = (vendor: VendorObject, rest = ''): string => `/crm/objects/${API_VERSION}/${vendor}${rest}`;

/** A POST that only reads. */
export const query = (path: string, body: unknown, bucket: string, signal?: AbortSignal): CrmRequest => ({
  method: 'POST',
  path,
  body,
  bucket,
  idempotent: true,
  ...(signal && { signal }),
});

/** Each record by itself, so that one of unknown form does not lose the others. */
export function readSources(
  vendor: VendorObject,
  results: readonly unknown[],
): { sources: VendorRecord[]; setAside: SetAside[] } {
  const sources: VendorRecord[] = [];
  const setAside: SetAside[] = [];
  for (const result of results) {
    const parsed = objectSchema.safeParse(result);
    if (parsed.success) {
      sources.push(parsed.data);
      continue;
    }
    const id = objectSchema.pick({ id: true }).safeParse(result).data?.id ?? 'unknown';
    const places = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    const detail = `HubSpot's answer has an unknown form at ${places}; update Pulso or report it`;
    setAside.push({ object: VENDOR_TYPES[vendor].object, id: recordId(vendor, id), reason: 'unknown_form', detail });
  }
  // One odd record is set aside; a whole page of them means that HubSpot's form has changed.
  if (sources.length === 0 && setAside.length >= 10) throw new CrmChanged(`the records of ${vendor}`);
  return { sources, setAside };
}

export function createReader(transport: Transport, account: Account, settings: HubspotSettings): Reader {
  async function properties(vendor: VendorObject): Promise<readonly string[]> {
    const known = DISCOVERED.has(vendor) ? await account.properties(vendor) : null;
    return wantedProperties(
      vendor,
      known,
      await account.hasSurveys(),
      settings.properties,
      vendor === 'tickets' ? (await account.stages('tickets')).keys() : [],
    );
  }

  /** Links to companies can only be asked for by who may read companies: after a refusal it is done without them. */
  async function withLinks<Result>(
    vendor: VendorObject,
    read: (links: readonly LinkedObject[]) => Promise<Result>,
  ): Promise<Result> {
    const { links } = VENDOR_TYPES[vendor];
    const without = links.filter((object) => object !== 'companies');
    if (account.isDenied('companies')) return await read(without);
    try {
      return await read(links);
    } catch (error) {
      const about =
        error instanceof ScopeMissing &&
        VENDOR_TYPES.companies.readScopes.some((scope) => error.scopes.includes(scope));
      if (!about || vendor === 'companies') throw error;
      account.deny('companies');
      return await read(without);
    }
  }

  async function mapContext(vendor: VendorObject): Promise<MapContext> {
    const identity = await account.identity();
    return {
      accountId: identity.accountId,
      uiUrl: identity.uiUrl,
      hasSurveys: await account.hasSurveys(),
      properties: settings.properties,
      ticketStages: vendor === 'tickets' ? await account.stages('tickets') : new Map(),
      dealStages: vendor === 'deals' ? await account.stages('deals') : new Map(),
    };
  }

  // POST /crm/associations/{version}/{from}/{to}/batch/read
  // https://developers.hubspot.com/docs/api-reference/latest/crm/associations/associate-records/guide
  async function linked(
    vendor: VendorObject,
    to: LinkedObject,
    ids: readonly string[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = new Map<string, string[]>();
    let inputs: readonly { id: string; after?: string }[] = ids.map((id) => ({ id }));
    while (inputs.length > 0) {
      const batch = inputs.slice(0, ASSOCIATIONS_LIMIT);
      const more: { id: string; after: string }[] = [];
      const path = `/crm/associations/${API_VERSION}/${vendor}/${to}/batch/read`;
      const response = await transport.send(query(path, { inputs: batch }, 'associations', signal));
      // When none of them is linked with anything, HubSpot may say that nothing was found.
      if (response.status !== 404) {
        for (const row of bodyOf(response, associationsSchema, `the links of ${vendor}`).results) {
          const known = found.get(row.from.id) ?? [];
          found.set(row.from.id, [...known, ...primaryFirst(row.to).map((link) => link.toObjectId)]);
          if (row.paging?.next) more.push({ id: row.from.id, after: row.paging.next.after });
        }
      }
      inputs = [...inputs.slice(ASSOCIATIONS_LIMIT), ...more];
    }
    return found;
  }

  async function linksOf(
    vendor: VendorObject,
    sources: readonly VendorRecord[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, Links>> {
    // A contact's primary company stands in a property of its own.
    const ids = sources.filter((source) => !source.properties.associatedcompanyid).map((source) => source.id);
    const links = new Map<string, Links>(sources.map((source) => [source.id, NO_LINKS]));
    if (ids.length === 0) return links;
    await withLinks(vendor, async (objects) => {
      for (const to of objects) {
        for (const [id, targets] of await linked(vendor, to, ids, signal)) {
          links.set(id, { ...(links.get(id) ?? NO_LINKS), [to]: unique(targets) });
        }
      }
    });
    return links;
  }

  async function byId(
    vendor: VendorObject,
    ids: readonly string[],
    { history = false, signal }: { readonly history?: boolean; readonly signal?: AbortSignal | undefined },
  ): Promise<{ sources: VendorRecord[]; setAside: SetAside[] }> {
    const size = history ? HISTORY_LIMIT : manifest.batch.read;
    const names = await properties(vendor);
    const sources: VendorRecord[] = [];
    const setAside: SetAside[] = [];
    for (let start = 0; start < ids.length; start += size) {
      const body = {
        inputs: ids.slice(start, start + size).map((id) => ({ id })),
        properties: names,
        propertiesWithHistory: history ? [STAGE] : [],
      };
      const response = await transport.send(query(objectsPath(vendor, '/batch/read'), body, 'general', signal));
      if (response.status === 404) continue;
      const page = readSources(vendor, bodyOf(response, batchSchema, `${vendor} by id`).results);
      sources.push(...page.sources);
      setAside.push(...page.setAside);
    }
    return { sources, setAside };
  }

  return {
    properties,
    byId,
    links: linksOf,

    // GET /crm/objects/{version}/{objectType}: https://developers.hubspot.com/docs/api-reference/latest/crm/objects
    async list(vendor, after, archived, signal) {
      const names = archived ? [] : await properties(vendor);
      const ask = async (links: readonly LinkedObject[]): Promise<CrmResponse> => {
        const search = new URLSearchParams({ limit: String(LIST_LIMIT) });
        if (after !== null) search.set('after', after);
        if (archived) search.set('archived', 'true');
        else search.set('properties', names.join(','));
        if (links.length > 0) search.set('associations', links.join(','));
        return await transport.send(get(`${objectsPath(vendor)}?${search}`, signal));
      };
      const response = archived ? await ask([]) : await withLinks(vendor, ask);
      const body = bodyOf(response, listSchema, `the list of ${vendor}`);
      const { sources, setAside } = readSources(vendor, body.results);
      const inline = new Map(sources.map((source) => [source.id, inlineLinks(source)]));
      const cut = sources.filter((source) =>
        Object.values(source.associations ?? {}).some((association) => association.paging?.next),
      );
      const complete = cut.length > 0 && !archived ? await linksOf(vendor, cut, signal) : new Map<string, Links>();
      return {
        sources,
        setAside,
        links: new Map([...inline, ...complete]),
        after: body.paging?.next?.after ?? null,
        response,
      };
    },

    async withHistory(vendor, sources, signal) {
      if (vendor !== 'tickets') return sources;
      const ids = sources.filter(wasReopened).map((source) => source.id);
      if (ids.length === 0) return sources;
      const { sources: known } = await byId(vendor, ids, { history: true, signal });
      const byKnownId = new Map(known.map((source) => [source.id, source]));
      return sources.map((source) => byKnownId.get(source.id) ?? source);
    },

    async map(vendor, sources, links) {
      const context = await mapContext(vendor);
      const mapped = sources.map((source) => mapRecord(vendor, source, links.get(source.id) ?? NO_LINKS, context));
      return {
        records: mapped.map(({ record }) => record).filter((record) => record !== null),
        setAside: mapped.map(({ setAside }) => setAside).filter((setAside) => setAside !== null),
      };
    },
  };
}

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)];

interface Association {
  readonly toObjectId: string;
  readonly associationTypes: readonly { readonly label?: string | null | undefined }[];
}

/** The primary company comes first. */
function primaryFirst(to: readonly Association[]): readonly Association[] {
  const rank = (link: Association): number =>
    link.associationTypes.some(({ label }) => label?.toLowerCase() === 'primary') ? 0 : 1;
  return [...to].sort((a, b) => rank(a) - rank(b));
}

/** Links as the list gives them: `contact_to_company` is the primary one, `…_unlabeled` any. */
function inlineLinks(source: VendorRecord): Links {
  const idsOf = (to: LinkedObject): readonly string[] => {
    const results = source.associations?.[to]?.results ?? [];
    const rank = (type: string | undefined): number => (type?.endsWith('_unlabeled') ? 1 : 0);
    return unique([...results].sort((a, b) => rank(a.type) - rank(b.type)).map(({ id }) => id));
  };
  return { contacts: idsOf('contacts'), companies: idsOf('companies'), tickets: idsOf('tickets') };
}

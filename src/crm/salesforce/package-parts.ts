/**
 * What stands in the org: components by type, and the versions of its flows.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_listmetadata.htm
 * https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_flowdefinition.htm
 */
import { z } from 'zod';
import type { CrmRequest, Transport } from '../port.ts';
import { dataPath, get } from './account.ts';
import { bodyOf, complaintOf, querySchema } from './payload.ts';
import { soapCall } from './soap.ts';
import { idList, quote } from './soql.ts';

/** Salesforce takes so many questions in one call. */
const QUERIES_PER_CALL = 3;

const fileSchema = z.object({ fullName: z.string(), type: z.string().optional() });

/** Full names of the components of these types; reports and dashboards are asked for by folder. */
export async function listComponents(
  transport: Transport,
  queries: readonly { readonly type: string; readonly folder?: string }[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let start = 0; start < queries.length; start += QUERIES_PER_CALL) {
    const part = queries.slice(start, start + QUERIES_PER_CALL);
    // Elements in the order of the schema: the folder, then the type.
    const asked = part.map(({ type, folder }) => ({ ...(folder !== undefined && { folder }), type }));
    for (const result of await soapCall(transport, 'listMetadata', { queries: asked })) {
      const { fullName, type = part.length === 1 ? part[0]?.type : '' } = fileSchema.parse(result);
      found.add(`${type}:${fullName}`);
    }
  }
  return found;
}

export interface FlowVersion {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly definitionId: string;
  readonly isActive: boolean;
}

const definitionSchema = z.object({ Id: z.string(), DeveloperName: z.string() });
const versionSchema = z.object({
  Id: z.string(),
  DefinitionId: z.string(),
  VersionNumber: z.number(),
  Status: z.string(),
});

async function tooling<Row>(transport: Transport, soql: string, row: z.ZodType<Row>): Promise<readonly Row[]> {
  const response = await transport.send(get(dataPath(`/tooling/query?q=${encodeURIComponent(soql)}`)));
  return bodyOf(response, querySchema, 'the flows').records.map((record) => row.parse(record));
}

/** All versions of these flows. */
export async function flowVersions(transport: Transport, names: readonly string[]): Promise<readonly FlowVersion[]> {
  if (names.length === 0) return [];
  const wanted = names.map(quote).join(', ');
  const soql = `SELECT Id, DeveloperName FROM FlowDefinition WHERE DeveloperName IN (${wanted})`;
  const definitions = await tooling(transport, soql, definitionSchema);
  if (definitions.length === 0) return [];
  const nameOf = new Map(definitions.map(({ Id, DeveloperName }) => [Id, DeveloperName]));
  const versions = await tooling(
    transport,
    `SELECT Id, DefinitionId, VersionNumber, Status FROM Flow WHERE DefinitionId IN ${idList([...nameOf.keys()])}`,
    versionSchema,
  );
  return versions.map(({ Id, DefinitionId, VersionNumber, Status }) => ({
    id: Id,
    name: nameOf.get(DefinitionId) ?? '',
    version: VersionNumber,
    definitionId: DefinitionId,
    isActive: Status === 'Active',
  }));
}

/** The complaint where Salesforce refuses; null when it is done. */
async function change(
  transport: Transport,
  request: Pick<CrmRequest, 'method' | 'path' | 'body'>,
): Promise<string | null> {
  const response = await transport.send({ ...request, bucket: 'general', idempotent: true });
  if (response.status < 400 || response.status === 404) return null;
  const { code, message } = complaintOf(response.body);
  return `${code}: ${message}`;
}

/** No version of the flow runs any more. Returns why not, or null. */
export function deactivateFlow(transport: Transport, definitionId: string): Promise<string | null> {
  const path = dataPath(`/tooling/sobjects/FlowDefinition/${definitionId}`);
  return change(transport, { method: 'PATCH', path, body: { Metadata: { activeVersionNumber: 0 } } });
}

/** Deletes one version. Returns why not, or null. */
export function deleteFlowVersion(transport: Transport, versionId: string): Promise<string | null> {
  return change(transport, { method: 'DELETE', path: dataPath(`/tooling/sobjects/Flow/${versionId}`) });
}

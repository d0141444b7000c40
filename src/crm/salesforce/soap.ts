/**
 * The part of the Metadata API that only speaks SOAP: single components, at once.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_createMetadata.htm
 */
import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { CrmChanged } from '../../errors.ts';
import type { CrmRequest, Transport } from '../port.ts';
import { API_VERSION } from './manifest.ts';
import { bodyOf } from './payload.ts';

export const SOAP_PATH = `/services/Soap/m/${API_VERSION}`;
/** Stands for the access token, which only the sender knows. */
const SESSION = '{session}';
const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';
/** Salesforce takes so many components per call. */
export const COMPONENTS_PER_CALL = 10;

const LISTS = new Set(['result', 'errors']);
const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  isArray: (name) => LISTS.has(name),
});
const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' });

export const isSoap = (request: CrmRequest): boolean => request.path.startsWith('/services/Soap/');

export const withSession = (body: string, token: string): string =>
  body.replace(SESSION, () => token.replace(/&/g, '&amp;').replace(/</g, '&lt;'));

/** What stands in the SOAP body; undefined when it is no SOAP. */
export function parseSoap(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = parser.parse(text, true);
    return z.object({ Envelope: z.object({ Body: z.record(z.string(), z.unknown()) }) }).safeParse(parsed).data
      ?.Envelope.Body;
  } catch {
    return undefined;
  }
}

const faultSchema = z.object({ Fault: z.object({ faultcode: z.string(), faultstring: z.string().default('') }) });

/** The error of a SOAP fault, as REST would say it. */
export function soapFault(body: unknown): { readonly errorCode: string; readonly message: string } | null {
  const fault = faultSchema.safeParse(body).data?.Fault;
  return fault ? { errorCode: fault.faultcode.replace(/^.*:/, ''), message: fault.faultstring } : null;
}

export interface ComponentResult {
  readonly fullName: string;
  /** null: done. */
  readonly error: { readonly code: string; readonly message: string } | null;
}

const resultSchema = z.object({
  fullName: z.string().default(''),
  success: z.string(),
  errors: z.array(z.object({ statusCode: z.string().default('UNKNOWN'), message: z.string().default('') })).optional(),
});

/** Calls an operation of the Metadata API; the elements `result` of its answer. */
export async function soapCall(transport: Transport, method: string, content: object): Promise<readonly unknown[]> {
  const envelope = {
    'soapenv:Envelope': {
      '@xmlns:soapenv': 'http://schemas.xmlsoap.org/soap/envelope/',
      '@xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      '@xmlns': NAMESPACE,
      'soapenv:Header': { SessionHeader: { sessionId: SESSION } },
      'soapenv:Body': { [method]: content },
    },
  };
  const response = await transport.send({
    method: 'POST',
    path: SOAP_PATH,
    body: builder.build(envelope),
    bucket: 'general',
    idempotent: true,
  });
  // An answer without results is an empty element, which the parser reads as a text.
  const answer = z.union([z.object({ result: z.array(z.unknown()).default([]) }), z.literal('')]);
  const body = bodyOf(response, z.record(z.string(), z.unknown()), `the answer to ${method}`);
  const parsed = answer.safeParse(body[`${method}Response`]);
  if (!parsed.success) throw new CrmChanged(`the answer to ${method}`);
  return parsed.data === '' ? [] : parsed.data.result;
}

async function call(transport: Transport, method: string, content: object): Promise<readonly ComponentResult[]> {
  const result = z.array(resultSchema).safeParse(await soapCall(transport, method, content));
  if (!result.success) throw new CrmChanged(`the answer to ${method}`);
  return result.data.map(({ fullName, success, errors }) => ({
    fullName,
    error:
      success === 'true'
        ? null
        : { code: errors?.[0]?.statusCode ?? 'UNKNOWN', message: errors?.[0]?.message ?? 'no reason was given' },
  }));
}

/** Components by name; elements in the order that Salesforce's schema wants: the name, then by alphabet. */
export async function saveComponents(
  transport: Transport,
  method: 'createMetadata' | 'updateMetadata',
  type: string,
  components: readonly Readonly<Record<string, unknown>>[],
): Promise<readonly ComponentResult[]> {
  const results: ComponentResult[] = [];
  for (let start = 0; start < components.length; start += COMPONENTS_PER_CALL) {
    const metadata = components.slice(start, start + COMPONENTS_PER_CALL).map((component) => ({
      '@xsi:type': type,
      ...Object.fromEntries(Object.entries(component).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))),
    }));
    results.push(...(await call(transport, method, { metadata })));
  }
  return results;
}

const rank = (name: string): number => (name === 'fullName' ? 0 : 1);

export async function deleteComponents(
  transport: Transport,
  type: string,
  names: readonly string[],
): Promise<readonly ComponentResult[]> {
  const results: ComponentResult[] = [];
  for (let start = 0; start < names.length; start += COMPONENTS_PER_CALL) {
    const fullNames = names.slice(start, start + COMPONENTS_PER_CALL);
    results.push(...(await call(transport, 'deleteMetadata', { type, fullNames })));
  }
  return results;
}

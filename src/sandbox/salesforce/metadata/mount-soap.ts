import type { Express, Request } from 'express';
import type { Answer } from '../api-call.ts';
import { ApiError } from '../api-error.ts';
import { baseUrlOf, bodyOf, type Machinery, serve } from '../pipeline.ts';
import { changeMetadata } from './crud.ts';
import { assertMayDeploy, type Deployments, deployOptionsSchema } from './deployments.ts';
import { describedTypes, listMetadata } from './list-metadata.ts';
import { merge, undelete } from './partner-records.ts';
import { readMetadata } from './read-metadata.ts';
import { renameComponent } from './rename-component.ts';
import { all, type Element, escapeXml, first, parseXml, text, texts, toXml } from './xml.ts';

const METADATA = 'http://soap.sforce.com/2006/04/metadata';
const PARTNER = 'urn:partner.soap.sforce.com';
function envelope(xmlns: string, body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="${xmlns}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
}

function faultAnswer(code: string, message: string): Answer {
  const fault = `<soapenv:Fault><faultcode>sf:${code}</faultcode><faultstring>${escapeXml(`${code}: ${message}`)}</faultstring></soapenv:Fault>`;
  return { status: 500, type: 'text/xml', body: envelope(METADATA, fault) };
}

/** `/services/Soap/m/{version}` (Metadata API) and what of the partner API clients use to sign in and out. */
export function mountSoap(app: Express, machinery: Machinery, deployments: Deployments): void {
  const { org, tokens, usage } = machinery;

  function deploy(userId: string, call: Element): unknown {
    const options = deployOptionsSchema.parse(first(call, 'DeployOptions') ?? {});
    const result = deployments.deploy(userId, Buffer.from(text(call, 'ZipFile') ?? '', 'base64'), options);
    return { done: false, id: result.id, state: 'Queued' };
  }

  function perform(method: string, call: Element, userId: string): unknown {
    switch (method) {
      case 'deploy':
        return deploy(userId, call);
      case 'checkDeployStatus': {
        const { details, ...result } = deployments.get(text(call, 'asyncProcessId') ?? '');
        return text(call, 'includeDetails') === 'true' ? { ...result, details } : result;
      }
      case 'deployRecentValidation':
        return deployments.deployValidated(userId, text(call, 'validationId') ?? '').id;
      case 'retrieve': {
        assertMayDeploy(org, userId);
        // The WSDL calls it retrieveRequest, jsforce sends it as request.
        const request = first(call, 'retrieveRequest') ?? first(call, 'request') ?? {};
        const { id } = deployments.retrievals.retrieve(request);
        return { done: false, id, state: 'Queued' };
      }
      case 'checkRetrieveStatus': {
        const { zipFile, ...retrieval } = deployments.retrievals.get(text(call, 'asyncProcessId') ?? '');
        return text(call, 'includeZip') === 'false' ? retrieval : { ...retrieval, zipFile };
      }
      case 'renameMetadata': {
        assertMayDeploy(org, userId);
        const [type = '', from = '', to = ''] = ['type', 'oldFullName', 'newFullName'].map((name) => text(call, name));
        const fault = renameComponent(org, deployments.kept, type, from, to);
        const errors = fault === undefined ? undefined : { message: fault, statusCode: 'INVALID_CROSS_REFERENCE_KEY' };
        return { errors, fullName: from, success: fault === undefined };
      }
      case 'cancelDeploy':
        return { done: true, id: deployments.get(text(call, 'String') ?? text(call, 'id') ?? '').id };
      case 'describeMetadata':
        return {
          metadataObjects: describedTypes(),
          organizationNamespace: '',
          partialSaveAllowed: true,
          testRequired: false,
        };
      case 'listMetadata':
        return listMetadata(org, deployments.kept, call);
      case 'readMetadata':
        return { records: readMetadata(org, deployments.kept, text(call, 'type') ?? '', texts(call, 'fullNames')) };
      case 'createMetadata':
      case 'updateMetadata':
      case 'upsertMetadata':
      case 'deleteMetadata':
        assertMayDeploy(org, userId);
        return changeMetadata(org, deployments.kept, method, call);
      default:
        throw new ApiError(500, 'INVALID_OPERATION', `No operation available for request {${METADATA}}${method}`);
    }
  }

  function metadata(request: Request): Answer {
    try {
      const { method, call, session } = readEnvelope(bodyOf(request));
      const { userId } = tokens.callerOf(session);
      usage.take();
      const result = perform(method, call, userId);
      return {
        status: 200,
        type: 'text/xml',
        body: envelope(METADATA, `<${method}Response>${toXml('result', result)}</${method}Response>`),
      };
    } catch (fault) {
      if (fault instanceof ApiError) return faultAnswer(fault.errorCode, fault.message);
      return faultAnswer('INVALID_TYPE', fault instanceof Error ? fault.message : String(fault));
    }
  }

  /** SOAP login is off in new orgs and gone from API 65 on (developer.salesforce.com, sforce-api-calls-login). */
  function partner(request: Request): Answer {
    const refuse = (code: string, message: string): Answer => {
      const fault = `<soapenv:Fault><faultcode>${code}</faultcode><faultstring>${escapeXml(`${code}: ${message}`)}</faultstring></soapenv:Fault>`;
      return { status: 500, type: 'text/xml', body: envelope(PARTNER, fault) };
    };
    try {
      const { method, call, session } = readEnvelope(bodyOf(request));
      if (method === 'login')
        return refuse('INVALID_OPERATION', 'SOAP API login() is disabled by default in this org.');
      const caller = tokens.callerOf(session);
      if (method === 'logout') {
        tokens.revoke(caller.token);
        return { status: 200, type: 'text/xml', body: envelope(PARTNER, '<logoutResponse/>') };
      }
      const told = (result: unknown): Answer => ({
        status: 200,
        type: 'text/xml',
        body: envelope(PARTNER, `<${method}Response>${toXml('result', result)}</${method}Response>`),
      });
      if (method === 'undelete') return told(undelete(org, call));
      // The WSDL calls it request, jsforce sends it as mergeRequests.
      if (method === 'merge')
        return told(
          ['request', 'mergeRequests']
            .flatMap((name) => all(call, name))
            .map((each) => merge(org, caller.userId, each)),
        );
      if (method === 'getServerTimestamp') return told({ timestamp: new Date(org.now()).toISOString() });
      if (method === 'getUserInfo') {
        const user = org.records.find('User', caller.userId)?.fields ?? {};
        const info = {
          organizationId: org.facts.organizationId,
          organizationName: org.facts.name,
          userId: caller.userId,
          userName: user.Username,
          userFullName: user.Name,
          userEmail: user.Email,
          userTimeZone: user.TimeZoneSidKey,
          userLanguage: user.LanguageLocaleKey,
          userLocale: user.LocaleSidKey,
          userUiSkin: 'Theme3',
          profileId: user.ProfileId,
          userType: 'Standard',
          orgHasPersonAccounts: org.settings.personAccounts,
        };
        return told(info);
      }
      return refuse(
        'INVALID_OPERATION',
        `No operation available for request {${PARTNER}}${method} at ${baseUrlOf(request)}`,
      );
    } catch (fault) {
      if (fault instanceof ApiError) return refuse(fault.errorCode, fault.message);
      return refuse('INVALID_TYPE', fault instanceof Error ? fault.message : String(fault));
    }
  }

  const on = (name: string, work: (request: Request) => Answer) =>
    serve(machinery, (request) => ({ name, work: () => work(request) }));
  app.post(['/services/Soap/m/:version', '/services/Soap/m/:version/:org'], on('/services/Soap/m', metadata));
  app.post(['/services/Soap/u/:version', '/services/Soap/u/:version/:org'], on('/services/Soap/u', partner));
}

/** The operation, its content and the session of a SOAP request. Throws on what is no envelope. */
function readEnvelope(body: Buffer): {
  readonly method: string;
  readonly call: Element;
  readonly session: string | undefined;
} {
  const { name, root } = parseXml(body.toString('utf8'));
  const content = first(root, 'Body');
  // An empty operation (`<logout/>`) is read as a text.
  const [method, node] = Object.entries(content ?? {})[0] ?? [];
  if (name !== 'Envelope' || method === undefined) throw new Error('the request is no SOAP envelope');
  const header = first(first(root, 'Header') ?? {}, 'SessionHeader');
  const call = typeof node === 'object' && !Array.isArray(node) ? (node as Element) : {};
  return { method, call, session: header && text(header, 'sessionId') };
}

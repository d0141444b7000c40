/**
 * Calls that HubSpot makes on behalf of somebody who looks at a record (`hubspot.fetch`) or of a workflow. Whose account it is
 * and who looks is believed only where HubSpot signed it, and only with the secret of the very install that it names.
 * https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { verifySignature } from '../crm/hubspot/webhook.ts';
import type { IncomingRequest } from '../crm/port.ts';
import { WebhookRejected } from '../errors.ts';
import { SECRET_NAMES } from '../jobs/stored-access.ts';
import type { Install } from '../store/port.ts';
import type { HttpDeps } from './http-deps.ts';
import { createReplays, type Replays } from './hubspot/replays.ts';

export interface SignedCall {
  readonly install: Install;
  /** What HubSpot and the card wrote into the signed address. */
  readonly query: URLSearchParams;
  /** Who looks; null for a workflow. */
  readonly user: { readonly id: string; readonly email: string | null } | null;
  /** The parsed body; null when there is none. */
  readonly body: unknown;
}

export interface Verifier {
  /** A call of a card or a page. Throws WebhookRejected. */
  person(request: Request, response: Response): Promise<SignedCall>;
  /** A call of a workflow: the account stands in its signed body. Throws WebhookRejected. */
  workflow(request: Request, response: Response): Promise<SignedCall>;
}

const CRM = 'hubspot';
const digits = z.string().regex(/^\d{1,20}$/);
const originSchema = z.object({ origin: z.object({ portalId: z.number().int().positive() }) });

/** What HubSpot adds to the address; written twice, nobody could say whose words they are. */
const OURS_ONCE = ['portalId', 'userId', 'userEmail', 'appId'];

export function createVerifier(
  deps: Pick<HttpDeps, 'store' | 'publicUrl' | 'wallClock'>,
  replays: Replays = createReplays(),
): Verifier {
  async function install(portalId: string): Promise<{ install: Install; secret: string }> {
    // Read for every call, by one index each: a secret that was changed or taken away counts at once, in every program.
    const found = await deps.store.secrets.ofAccount(CRM, portalId, SECRET_NAMES.clientSecret);
    if (found === null) throw new WebhookRejected('nobody is connected who could send it');
    return { install: found.install, secret: found.plain };
  }

  /** A call that we fail to answer, or ask HubSpot to send again later, comes as it was: its signature counts again. */
  function claim(signature: string, now: number, response: Response): void {
    if (!replays.take(signature, now)) throw new WebhookRejected('the signature was used before');
    response.once('finish', () => {
      if (response.statusCode >= 500 || response.statusCode === 429) replays.release(signature);
    });
  }

  return {
    async person(request, response) {
      const incoming = incomingOf(deps, request);
      const query = new URL(incoming.url).searchParams;
      for (const name of OURS_ONCE) {
        if (query.getAll(name).length > 1) throw new WebhookRejected(`${name} is written twice`);
      }
      const { install: found, secret } = await install(accountOf(query));
      verifySignature(incoming, [secret]);
      claim(incoming.headers['x-hubspot-signature-v3'] ?? '', incoming.now, response);
      const userId = digits.safeParse(query.get('userId'));
      if (!userId.success) throw new WebhookRejected('it does not say who looks');
      const user = { id: userId.data, email: query.get('userEmail') };
      return { install: found, query, user, body: parseBody(incoming.rawBody) };
    },

    async workflow(request, response) {
      const incoming = incomingOf(deps, request);
      const body = parseBody(incoming.rawBody);
      const origin = originSchema.safeParse(body);
      if (!origin.success) throw new WebhookRejected('the body does not name its account');
      const { install: found, secret } = await install(String(origin.data.origin.portalId));
      const v3 = incoming.headers['x-hubspot-signature-v3'];
      if (v3 === undefined) verifyV2(incoming, secret);
      else verifySignature(incoming, [secret]);
      claim(v3 ?? incoming.headers['x-hubspot-signature'] ?? '', incoming.now, response);
      return { install: found, query: new URL(incoming.url).searchParams, user: null, body };
    },
  };
}

function accountOf(query: URLSearchParams): string {
  const portalId = digits.safeParse(query.get('portalId'));
  if (!portalId.success) throw new WebhookRejected('it does not name an account');
  return portalId.data;
}

function incomingOf(deps: Pick<HttpDeps, 'publicUrl' | 'wallClock'>, request: Request): IncomingRequest {
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  return {
    method: request.method,
    url: deps.publicUrl() + request.originalUrl,
    headers: Object.fromEntries(headers),
    rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    now: deps.wallClock(),
  };
}

function parseBody(raw: Uint8Array): unknown {
  if (raw.length === 0) return null;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
  } catch {
    throw new WebhookRejected('the body is no JSON');
  }
}

/** Signature v2, which workflow actions may carry alone. It has no time in it: only its one use protects it. */
function verifyV2(request: IncomingRequest, secret: string): void {
  const given = Buffer.from(request.headers['x-hubspot-signature'] ?? '');
  if (request.headers['x-hubspot-signature-version'] !== 'v2') throw new WebhookRejected('there is no v2 signature');
  const made = createHash('sha256')
    .update(secret + request.method.toUpperCase() + request.url)
    .update(request.rawBody)
    .digest('hex');
  const expected = Buffer.from(made);
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new WebhookRejected('the signature does not fit');
}

import { randomBytes } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Words } from '../../cards/words.ts';
import { type ConnectionResult, connectionResultPage } from '../../console/connections.ts';
import { signInPage } from '../../console/sign-in.ts';
import type { Crm } from '../../crm/port.ts';
import { PulsoError } from '../../errors.ts';
import { connectInstall } from '../../jobs/connect-install.ts';
import type { Install } from '../../store/port.ts';
import { CONSENT_MS, type Consent, createConsents } from '../consents.ts';
import { sendPage, wordsOf } from '../console-page.ts';
import { cookieOf } from '../cookie-of.ts';
import type { HttpDeps } from '../http-deps.ts';

/** Tells the browser that began from every other one. It comes back with a person whom the CRM sends: hence not `strict`. */
const COOKIE = 'pulso_oauth';
const SESSION = /^[\w-]{43}$/;
/** RFC 6749's words, and the CRMs' own. Anything else is not repeated. */
const REASON = /^[\w .-]{1,60}$/;

const startSchema = z.object({ client: z.string().optional() }).catch({});
const callbackSchema = z
  .object({
    state: z.string().default(''),
    code: z.string().optional(),
    error: z.string().optional(),
  })
  .catch({ state: '' });

/**
 * GET /oauth/:crm/start (signed in to the console; `?client=` where there are several apps): sends the person to the CRM's page of
 * consent. GET /oauth/:crm/callback: exchanges the code, connects the account, tells the result as a page.
 */
export function oauth(deps: HttpDeps): Router {
  const router = Router();
  const consents = createConsents(deps.wallClock);

  router.get('/oauth/:crm/start', async (request: Request<{ crm: string }>, response) => {
    const words = wordsOf(deps, request);
    if (!(await deps.access.allows(request))) {
      sendPage(response, 401, (nonce) => signInPage({ action: '/sign-in', refused: false }, words, { nonce }));
      return;
    }
    const { client } = startSchema.parse(request.query);
    const crm = deps.crms.get(request.params.crm);
    const apps = deps.consentApps().filter((app) => app.crm === request.params.crm);
    const app = client === undefined ? apps[0] : apps.find(({ clientId }) => clientId === client);
    if (crm === undefined || app === undefined) {
      tell(response, words, 404, { outcome: 'noApp', crm: crm?.manifest.title ?? '' });
      return;
    }
    const redirectUri = `${originOf(deps, request)}/oauth/${app.crm}/callback`;
    const known = cookieOf(request, COOKIE) ?? '';
    const session = SESSION.test(known) ? known : randomBytes(32).toString('base64url');
    const { state, codeChallenge } = consents.begin(session, app, redirectUri);
    response.cookie(COOKIE, session, {
      ...{ httpOnly: true, sameSite: 'lax', path: '/oauth', maxAge: CONSENT_MS },
      secure: redirectUri.startsWith('https:'),
    });
    response
      .set('Cache-Control', 'no-store')
      .redirect(303, crm.authorizeUrl(oauthApp(app, redirectUri), state, codeChallenge));
  });

  router.get('/oauth/:crm/callback', async (request: Request<{ crm: string }>, response) => {
    const words = wordsOf(deps, request);
    const crm = deps.crms.get(request.params.crm);
    const { state, code, error } = callbackSchema.parse(request.query);
    const consent = consents.end(cookieOf(request, COOKIE) ?? '', state);
    if (crm === undefined || consent === null || consent.app.crm !== crm.manifest.id) {
      tell(response, words, 400, { outcome: 'notBegun', url: originOf(deps, request) });
      return;
    }
    const { title } = crm.manifest;
    if (code === undefined) {
      const reason = error !== undefined && REASON.test(error) ? error : 'refused';
      tell(response, words, 400, { outcome: 'denied', crm: title, reason });
      return;
    }
    try {
      const install = await connect(deps, crm, consent, code);
      deps.log.info({ install: install.id, crm: install.crm }, 'connected by consent');
      tell(response, words, 200, { outcome: 'connected', crm: title, name: install.name, account: install.accountId });
    } catch (fault) {
      if (!(fault instanceof PulsoError)) throw fault;
      deps.log.warn({ crm: crm.manifest.id, code: fault.code }, 'connecting by consent failed');
      tell(response, words, fault.retry ? 503 : 400, { outcome: 'failed', crm: title, message: fault.message });
    }
  });
  return router;
}

function oauthApp({ clientId, clientSecret, authorizeUrl }: Consent['app'], redirectUri: string) {
  return { clientId, clientSecret, redirectUri, ...(authorizeUrl !== undefined && { authorizeUrl }) };
}

async function connect(
  deps: HttpDeps,
  crm: Crm,
  { app, redirectUri, codeVerifier }: Consent,
  code: string,
): Promise<Install> {
  const { baseUrl, clientSecret, appId, sandbox } = app;
  const granted = oauthApp(app, redirectUri);
  const tokens = await crm.exchange(granted, baseUrl, code, codeVerifier);
  return await connectInstall(deps, crm, { baseUrl, clientSecret, appId, sandbox, app: granted, tokens });
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Where the person comes back to. On the own computer that is the address they are at, whichever name it goes by. */
function originOf(deps: HttpDeps, request: Request<{ crm: string }>): string {
  const publicUrl = deps.publicUrl();
  const host = request.get('host') ?? '';
  return LOOPBACK.test(new URL(publicUrl).host) && LOOPBACK.test(host) ? `http://${host}` : publicUrl;
}

function tell(response: Response, words: Words, status: number, result: ConnectionResult): void {
  sendPage(response, status, (nonce) => connectionResultPage(result, words, { nonce }));
}

import { Router, urlencoded } from 'express';
import { homePage } from '../../console/home.ts';
import { signInPage } from '../../console/sign-in.ts';
import type { StatusReport } from '../../jobs/status.ts';
import { connectableApps } from '../connectable-apps.ts';
import { CONSOLE_COOKIE } from '../console-access.ts';
import { sendPage, wordsOf } from '../console-page.ts';
import type { HttpDeps } from '../http-deps.ts';

const WORST = 10;
const ALERTS = 5;

/**
 * GET /: the console's first page. GET /api/status: what `pulso status --json` prints. POST /sign-in: the console's key, which
 * comes back as a cookie.
 */
export function showConsole(deps: HttpDeps): Router {
  const router = Router();
  const rates = createRates();

  router.get('/', async (request, response) => {
    const words = wordsOf(deps, request);
    if (!(await deps.access.allows(request))) {
      sendPage(response, 401, (nonce) => signInPage({ action: '/sign-in', refused: false }, words, { nonce }));
      return;
    }
    const report = await deps.status();
    const byInstall = async <Listed>(list: (install: string) => Promise<Listed>) =>
      Object.fromEntries(await Promise.all(report.installs.map(async ({ id }) => [id, await list(id)] as const)));
    const worst = await byInstall((install) => deps.store.scorecards.worst(install, 'customer', WORST));
    const alerts = await byInstall((install) => deps.store.alerts.list(install, ALERTS));
    const crms = Object.fromEntries([...deps.crms].map(([id, crm]) => [id, crm.manifest.title]));
    const apps = connectableApps(deps);
    const view = { report, worst, alerts, rates: rates(report), crms, wording: deps.wording, apps };
    sendPage(response, 200, (nonce) => homePage(view, words, { nonce }));
  });

  router.get('/api/status', async (request, response) => {
    if (!(await deps.access.allows(request))) {
      response.status(401).json({ error: 'unauthorized' });
      return;
    }
    response.json(await deps.status());
  });

  router.post('/sign-in', urlencoded({ extended: false, limit: '4kb' }), (request, response) => {
    const given: unknown = request.body?.key;
    const cookie = typeof given === 'string' ? deps.access.signIn(given) : null;
    if (cookie === null) {
      sendPage(response, 401, (nonce) =>
        signInPage({ action: '/sign-in', refused: true }, wordsOf(deps, request), { nonce }),
      );
      return;
    }
    response.cookie(CONSOLE_COOKIE, cookie, { httpOnly: true, sameSite: 'strict', secure: request.secure, path: '/' });
    response.redirect(303, '/');
  });
  return router;
}

/** Records per second by install and object, between one look and the next. */
function createRates(): (report: StatusReport) => Record<string, Record<string, number>> {
  let before: { readonly at: number; readonly read: ReadonlyMap<string, number> } | null = null;
  return (report) => {
    const at = performance.now();
    const streams = report.installs.flatMap((install) =>
      install.streams.map(({ object, read }) => ({ install: install.id, object, read })),
    );
    const rates: Record<string, Record<string, number>> = {};
    for (const { install, object, read } of streams) {
      const former = before?.read.get(`${install} ${object}`);
      const seconds = (at - (before?.at ?? at)) / 1000;
      if (former === undefined || read <= former || seconds < 0.2) continue;
      rates[install] = { ...rates[install], [object]: (read - former) / seconds };
    }
    before = { at, read: new Map(streams.map(({ install, object, read }) => [`${install} ${object}`, read])) };
    return rates;
  };
}

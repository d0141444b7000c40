import { Router } from 'express';
import { portfolioPage } from '../../console/portfolio-page.ts';
import { signInPage } from '../../console/sign-in.ts';
import { learnedQuality } from '../../jobs/learn/learned-quality.ts';
import { namesOfRanked, readPortfolio } from '../../jobs/learn/read-portfolio.ts';
import { sendPage, wordsOf } from '../console-page.ts';
import type { HttpDeps } from '../http-deps.ts';

/** GET /portfolio/{install}: all customers of an install together, as they were last looked at. */
export function showPortfolio(deps: HttpDeps): Router {
  const router = Router();
  router.get('/portfolio/:install', async (request, response, next) => {
    const words = wordsOf(deps, request);
    if (!(await deps.access.allows(request))) {
      sendPage(response, 401, (nonce) => signInPage({ action: '/sign-in', refused: false }, words, { nonce }));
      return;
    }
    const { store, wording } = deps;
    const install = await store.installs.get(request.params.install);
    if (install === null) return next();
    const portfolio = await readPortfolio(store, install.id);
    const models = await store.models.list(install.id);
    const learned = models.flatMap((model) => {
      const quality = model.used ? learnedQuality(model) : null;
      return quality === null ? [] : [quality];
    });
    const names = portfolio === null ? new Map<string, string>() : await namesOfRanked(store, install.id, portfolio);
    const local = deps.dictionary.words(words.language, install.timeZone);
    const view = { install, portfolio, learned, names, wording };
    sendPage(response, 200, (nonce) => portfolioPage(view, local, { nonce }));
  });
  return router;
}

import { type Request, type RequestHandler, type Response, Router, raw } from 'express';
import type { Words } from '../../cards/words.ts';
import { languageSchema } from '../../cx/model/text.ts';
import type { HttpDeps } from '../http-deps.ts';
import { homeAnswer } from '../hubspot/home-answer.ts';
import { change, changeSchema, mayChange, settingsAnswer } from '../hubspot/settings-answer.ts';
import { parseBody } from '../hubspot/tell.ts';
import type { SignedCall, Verifier } from '../verify.ts';

/**
 * What the pages inside HubSpot ask and tell, signed as the cards' calls are.
 * GET /hubspot/home. GET /hubspot/settings. POST /hubspot/settings, by admins only: `{"do": "pause" | "resume" | "rescore"}`, or
 * `{"do": "preview" | "save", "choice": {preset, thresholds, fields, language}}`, answered with the faults of the choice where it has any.
 */
export function showHubspotPages(deps: HttpDeps, verifier: Verifier): Router {
  const wordsOf = (call: SignedCall): Words => {
    const asked = languageSchema.safeParse(call.query.get('language'));
    return deps.dictionary.words(asked.success ? asked.data : deps.language, call.install.timeZone);
  };
  const show =
    (answer: (call: SignedCall) => Promise<unknown>): RequestHandler =>
    async (request: Request, response: Response) => {
      const call = await verifier.person(request, response);
      response.set('Cache-Control', 'no-store').json(await answer(call));
    };

  const tell: RequestHandler = async (request, response) => {
    const call = await verifier.person(request, response);
    if (!mayChange(deps, call)) {
      response.status(403).json({ error: 'forbidden' });
      return;
    }
    const words = wordsOf(call);
    const answer = await change(deps, call, parseBody(changeSchema, call.body), words);
    if (answer !== null) response.json(answer);
    else response.status(202).json(await settingsAnswer(deps, call, words));
  };

  return Router()
    .get(
      '/hubspot/home',
      show((call) => homeAnswer(deps, call.install, wordsOf(call))),
    )
    .get(
      '/hubspot/settings',
      show((call) => settingsAnswer(deps, call, wordsOf(call))),
    )
    .post('/hubspot/settings', raw({ type: () => true, limit: '16kb' }), tell);
}

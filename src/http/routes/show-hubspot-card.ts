import { type RequestHandler, Router, raw } from 'express';
import { languageSchema } from '../../cx/model/text.ts';
import type { ShownRecord } from '../../jobs/find-subject.ts';
import { observationSchema } from '../../jobs/told.ts';
import type { HttpDeps } from '../http-deps.ts';
import { cardAnswer } from '../hubspot/card-answer.ts';
import { createDrawnCards } from '../hubspot/drawn-cards.ts';
import { shownRecord } from '../hubspot/shown-record.ts';
import { observe, parseBody, recalculate, tellAcknowledge, tellFeedback } from '../hubspot/tell.ts';
import type { SignedCall, Verifier } from '../verify.ts';

/** Far more than an observation needs; HubSpot sends 1 MB at most. */
const BODY_LIMIT = '64kb';

/**
 * What a card on a record of HubSpot asks and tells, each call signed by HubSpot (v3), the account and the viewer known from the
 * signed address alone.
 * GET /hubspot/card: the card. POST /hubspot/card/recalculate, acknowledge, feedback, observe.
 */
export function showHubspotCard(deps: HttpDeps, verifier: Verifier): Router {
  const card = { ...deps, drawn: createDrawnCards() };
  const bytes = raw({ type: () => true, limit: BODY_LIMIT });

  const show: RequestHandler = async (request, response) => {
    const call = await verifier.person(request, response);
    const language = languageSchema.safeParse(call.query.get('language'));
    const answer = await cardAnswer(
      card,
      call,
      shownRecord(call.query),
      language.success ? language.data : deps.languageOf(call.install),
    );
    response.set('Cache-Control', 'no-store').json(answer);
  };

  const action =
    (act: (call: SignedCall, record: ShownRecord) => Promise<unknown>): RequestHandler =>
    async (request, response) => {
      const call = await verifier.person(request, response);
      await act(call, shownRecord(call.query));
      response.status(202).json({ state: 'taken' });
    };

  return Router()
    .get('/hubspot/card', show)
    .post(
      '/hubspot/card/recalculate',
      bytes,
      action((call, record) => recalculate(deps, call, record)),
    )
    .post(
      '/hubspot/card/acknowledge',
      bytes,
      action((call, record) => tellAcknowledge(deps, call, record)),
    )
    .post(
      '/hubspot/card/feedback',
      bytes,
      action((call, record) => tellFeedback(deps, call, record)),
    )
    .post(
      '/hubspot/card/observe',
      bytes,
      action((call, record) => {
        const observation = parseBody(observationSchema, call.body);
        // The card names each of its calls: one that HubSpot repeats is kept once.
        const name = `card ${call.install.id} ${call.user?.id} ${call.query.get('call') ?? deps.wallClock()}`;
        return observe(deps, call, record, observation, name);
      }),
    );
}

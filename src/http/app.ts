import express, { type Express } from 'express';
import { answerError } from './answer-error.ts';
import type { HttpDeps } from './http-deps.ts';
import { editTemplates } from './routes/edit-templates.ts';
import { health } from './routes/health.ts';
import { oauth } from './routes/oauth.ts';
import { receiveWebhook } from './routes/receive-webhook.ts';
import { runWorkflowAction } from './routes/run-workflow-action.ts';
import { showConsole } from './routes/show-console.ts';
import { showHubspotCard } from './routes/show-hubspot-card.ts';
import { showHubspotPages } from './routes/show-hubspot-pages.ts';
import { showPortfolio } from './routes/show-portfolio.ts';
import { createVerifier } from './verify.ts';

/** The program's doors: health, webhooks, console. */
export function createApp(deps: HttpDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', 'loopback');
  app.use((_request, response, next) => {
    response.set({ 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'same-origin' });
    next();
  });
  app.use(health(deps));
  app.use(receiveWebhook(deps));
  app.use(oauth(deps));
  const verifier = createVerifier(deps);
  app.use(showHubspotCard(deps, verifier));
  app.use(showHubspotPages(deps, verifier));
  app.use(runWorkflowAction(deps, verifier));
  app.use(showConsole(deps));
  app.use(showPortfolio(deps));
  app.use(editTemplates(deps));
  app.use((_request, response) => {
    response.status(404).json({ error: 'not_found' });
  });
  app.use(answerError(deps.log));
  return app;
}

import express, { type ErrorRequestHandler, type Express, type Response } from 'express';
import type { Route } from './api-call.ts';
import { ApiError } from './api-error.ts';
import { mountExtension } from './extension.ts';
import { mountMethodRefusals } from './method-refusals.ts';
import { DEFAULT_OAUTH_APP, mountOauth } from './oauth.ts';
import type { HubspotSandboxOptions, PlanLimits } from './options.ts';
import { mountPages } from './pages/mount-pages.ts';
import { attempt, type Machinery, send, serve } from './pipeline.ts';
import { accountRoutes } from './routes/account.ts';
import { associationLabelRoutes } from './routes/association-labels.ts';
import { associationLimitRoutes } from './routes/association-limits.ts';
import { associationRoutes } from './routes/associations.ts';
import { batchRoutes } from './routes/batches.ts';
import { legacyAssociationRoutes } from './routes/legacy-associations.ts';
import { limitRoutes } from './routes/limits.ts';
import { objectRoutes } from './routes/objects.ts';
import { pipelineStageRoutes } from './routes/pipeline-stages.ts';
import { pipelineRoutes } from './routes/pipelines.ts';
import { propertyRoutes } from './routes/properties.ts';
import { propertyValidationRoutes } from './routes/property-validations.ts';
import { schemaRoutes } from './routes/schemas.ts';
import { searchRoutes } from './routes/search.ts';
import { webhookSubscriptionRoutes } from './routes/webhook-subscriptions.ts';
import type { SeedPortal } from './seed-format.ts';
import { mountSwitches } from './switches.ts';
import type { Webhooks } from './webhooks.ts';
import { mountWorkflowSwitches } from './workflow-switches.ts';
import { callbackRoutes, Workflows } from './workflows.ts';

export interface AppParts {
  readonly machinery: Machinery;
  readonly plan: PlanLimits;
  readonly options: HubspotSandboxOptions;
  readonly webhooks: Webhooks;
  readonly makeSeed: () => SeedPortal;
}

const MAX_BODY = '20mb';
/** Longer URLs are answered with 414. */
const MAX_URL = 16_000;
const DEFAULT_HISTORY_PAGE = 100;

function answerError(response: Response, error: ApiError): void {
  const answer = attempt(() => {
    throw error;
  });
  send(response, answer.status, answer.body);
}

/** What express itself refuses: a body that is too large or cut off, a URL that cannot be decoded. */
const onBrokenRequest: ErrorRequestHandler = (fault, _request, response, next) => {
  if (response.headersSent) {
    next(fault);
    return;
  }
  const status = fault instanceof Error && 'status' in fault ? Number(fault.status) : 500;
  const message = fault instanceof Error ? fault.message : 'internal error';
  answerError(
    response,
    new ApiError(status, message, { category: status < 500 ? 'VALIDATION_ERROR' : 'INTERNAL_ERROR' }),
  );
};

/** The express application: HubSpot's endpoints, the sandbox's own switches, the record pages. */
export function buildApp(parts: AppParts): Express {
  const { machinery, plan, options, webhooks, makeSeed } = parts;
  const { portal, limits } = machinery;
  const workflows = new Workflows(portal.storage, portal);
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use((request, response, next) => {
    if (request.originalUrl.length <= MAX_URL) next();
    else answerError(response, new ApiError(414, 'The request URI is too long.'));
  });
  app.use(express.text({ type: () => true, limit: MAX_BODY }));

  const historyPage = options.maxHistoryPage ?? DEFAULT_HISTORY_PAGE;
  const routes: Route[] = [
    ...batchRoutes(portal, historyPage),
    ...searchRoutes(portal),
    ...objectRoutes(portal, historyPage),
    ...associationLabelRoutes(portal),
    ...associationLimitRoutes(portal),
    ...associationRoutes(portal),
    ...legacyAssociationRoutes(portal),
    ...propertyRoutes(portal, plan.customProperties),
    ...propertyValidationRoutes(portal),
    ...schemaRoutes(portal),
    ...pipelineRoutes(portal),
    ...pipelineStageRoutes(portal),
    ...limitRoutes(portal, plan.customProperties),
    ...accountRoutes(portal, limits),
    ...callbackRoutes(workflows),
    ...webhookSubscriptionRoutes(portal, webhooks, (options.oauthApp ?? DEFAULT_OAUTH_APP).clientSecret),
  ];
  for (const route of routes) app[route.method]([...route.paths], serve(machinery, route));
  mountMethodRefusals(app, routes, answerError);

  mountOauth(app, machinery, options.oauthApp ?? DEFAULT_OAUTH_APP);
  mountWorkflowSwitches(app, machinery, workflows);
  mountSwitches(app, machinery, webhooks, () => {
    workflows.clear();
    machinery.tokens.clear();
    portal.reset(makeSeed);
    webhooks.clear();
  });
  if (options.extension) mountExtension(app, portal, options.extension);
  mountPages(app, portal, options, () => webhooks.wake());
  app.use((_request, response) =>
    answerError(response, new ApiError(404, 'Unable to find a route for this request.', { category: 'NOT_FOUND' })),
  );
  app.use(onBrokenRequest);
  return app;
}

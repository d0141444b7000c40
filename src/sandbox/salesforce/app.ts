import express, { type ErrorRequestHandler, type Express } from 'express';
import { ApiError, notFound } from './api-error.ts';
import { attempt } from './attempt.ts';
import type { ClassicJobs } from './bulk/classic-jobs.ts';
import type { IngestJobs } from './bulk/ingest-jobs.ts';
import { mountClassicBulk } from './bulk/mount-classic.ts';
import type { QueryJobs } from './bulk/query-jobs.ts';
import { mountIdentity } from './identity.ts';
import type { Deployments } from './metadata/deployments.ts';
import { mountSoap } from './metadata/mount-soap.ts';
import { mountOauth } from './oauth.ts';
import { DEFAULT_OAUTH_APP, type SalesforceSandboxOptions } from './options.ts';
import { mountPages } from './pages/mount-pages.ts';
import { type Machinery, send, serveData } from './pipeline.ts';
import { Router } from './router.ts';
import { accountRoutes } from './routes/account.ts';
import { changeRoutes } from './routes/changes.ts';
import { collectionRoutes } from './routes/collections.ts';
import { compositeRoutes } from './routes/composite.ts';
import { treeRoutes } from './routes/composite-tree.ts';
import { Cursors } from './routes/cursors.ts';
import { describeRoutes } from './routes/describe.ts';
import { jobRoutes } from './routes/jobs.ts';
import { metadataRoutes } from './routes/metadata.ts';
import { queryRoutes } from './routes/query.ts';
import { sobjectRoutes } from './routes/sobjects.ts';
import { toolingRoutes } from './routes/tooling.ts';
import type { Org } from './state/org.ts';
import { type BulkControl, mountSwitches } from './switches.ts';
import type { Usage } from './usage.ts';

export interface Works {
  readonly ingest: IngestJobs;
  readonly queries: QueryJobs;
  readonly classic: ClassicJobs;
  readonly deployments: Deployments;
}

/** The endpoints of the REST API, static paths before those with parameters. */
export function buildRouter(org: Org, usage: Usage, works: Works): Router {
  const cursors = new Cursors();
  const router: Router = new Router([
    ...accountRoutes(org, usage),
    ...describeRoutes(org),
    ...changeRoutes(org),
    ...queryRoutes(org, cursors),
    ...collectionRoutes(org),
    ...compositeRoutes(org, () => router),
    ...treeRoutes(org),
    ...jobRoutes(org, works.ingest, works.queries),
    ...metadataRoutes(works.deployments),
    ...toolingRoutes(org, works.deployments.kept),
    ...sobjectRoutes(org, cursors),
  ]);
  return router;
}

/** Salesforce takes 150 MB of base64 in a job; our bodies are plain. */
const MAX_BODY = '160mb';

/** What express itself refuses: a body that is too large or cut off, a URL that cannot be decoded. */
const onBrokenRequest: ErrorRequestHandler = (fault, _request, response, next) => {
  if (response.headersSent) {
    next(fault);
    return;
  }
  const status = fault instanceof Error && 'status' in fault ? Number(fault.status) : 500;
  const message = fault instanceof Error ? fault.message : 'internal error';
  const error = new ApiError(status, status < 500 ? 'INVALID_INPUT' : 'UNKNOWN_EXCEPTION', message);
  send(response, { status, body: error.items() });
};

/** The express application: Salesforce's endpoints, the sandbox's own switches, the record pages. */
export function buildApp(
  machinery: Machinery,
  works: Works,
  bulk: BulkControl,
  options: SalesforceSandboxOptions,
  reset: () => void,
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(express.raw({ type: () => true, limit: MAX_BODY }));
  mountIdentity(app, machinery);
  mountOauth(app, machinery, options.oauthApp ?? DEFAULT_OAUTH_APP);
  mountSoap(app, machinery, works.deployments);
  mountClassicBulk(app, machinery, works.classic);
  app.all(['/services/data/:version', '/services/data/:version/*rest'], serveData(machinery));
  mountSwitches(app, machinery, bulk, reset);
  mountPages(app, machinery.org, { renderCard: options.renderCard, components: options.components });
  app.use((_request, response) =>
    send(
      response,
      attempt(() => {
        throw notFound();
      }),
    ),
  );
  app.use(onBrokenRequest);
  return app;
}

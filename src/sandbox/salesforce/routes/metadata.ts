import { type Answer, type ApiCall, objectBody, param, parseJson, type Route } from '../api-call.ts';
import { ApiError } from '../api-error.ts';
import { type Deployments, type DeployResult, deployOptionsSchema } from '../metadata/deployments.ts';
import { readMultipart } from '../multipart.ts';

/** `/metadata/deployRequest`: deploys a package over REST (api_meta, meta_rest). */
export function metadataRoutes(deployments: Deployments): Route[] {
  function create(call: ApiCall): Answer {
    if (/^application\/json/i.test(call.header('content-type') ?? '')) return createValidated(call);
    const parts = readMultipart(call.header('content-type'), call.body);
    const archive = parts?.find((part) => part.name === 'file')?.body;
    const about = parts?.find((part) => part.name !== 'file');
    if (!archive)
      throw new ApiError(400, 'INVALID_MULTIPART_REQUEST', 'The request needs a part called file with the package');
    const { deployOptions } = parseJson(about?.body ?? Buffer.alloc(0)) as { readonly deployOptions?: unknown };
    const options = deployOptionsSchema.safeParse(deployOptions ?? {});
    if (!options.success)
      throw new ApiError(400, 'INVALID_INPUT', options.error.issues.map((issue) => issue.message).join('; '));
    const { id } = deployments.deploy(call.caller.userId, archive, options.data);
    return {
      status: 201,
      body: {
        id,
        validatedDeployRequestId: null,
        deployOptions: options.data,
        deployResult: { id, done: false, status: 'Pending', success: false },
      },
    };
  }

  /** `{"validatedDeployRequestId": "0Af…"}` (api_meta, meta_rest_deploy_recentvalidation). */
  function createValidated(call: ApiCall): Answer {
    const { validatedDeployRequestId } = objectBody(call);
    if (typeof validatedDeployRequestId !== 'string')
      throw new ApiError(400, 'INVALID_INPUT', 'validatedDeployRequestId is required');
    const { id } = deployments.deployValidated(call.caller.userId, validatedDeployRequestId);
    const deployResult = { id, done: false, status: 'Pending', success: false };
    return { status: 201, body: { id, validatedDeployRequestId, deployOptions: null, deployResult } };
  }

  function shown({ details, ...result }: DeployResult, withDetails: boolean): Record<string, unknown> {
    return { ...result, details: withDetails ? details : null };
  }

  return [
    { method: 'POST', path: '/metadata/deployRequest', handle: create },
    {
      method: 'GET',
      path: '/metadata/deployRequest/:id',
      handle: (call) => {
        const result = deployments.get(param(call, 'id'));
        const withDetails = call.query.get('includeDetails') === 'true';
        return {
          status: 200,
          body: { id: result.id, validatedDeployRequestId: null, deployResult: shown(result, withDetails) },
        };
      },
    },
    {
      method: 'PATCH',
      path: '/metadata/deployRequest/:id',
      handle: (call) => {
        const result = deployments.get(param(call, 'id'));
        return { status: 202, body: { id: result.id, deployResult: shown(result, false) } };
      },
    },
  ];
}

import type { AccessToken, Tokens } from './tokens.ts';

/** What HubSpot signs of an access token; the sandbox's signatures are not HubSpot's and say so. */
function signedToken(access: AccessToken, hubId: number): Record<string, unknown> {
  return {
    appId: access.appId,
    appInstallId: access.clientId,
    audience: '',
    expiresAt: access.expiresAt,
    hubId,
    hublet: 'na1',
    installingUserId: access.userId,
    isPrivateDistribution: true,
    isServiceAccount: false,
    isUserLevel: false,
    newSignature: 'unsigned-by-the-sandbox',
    scopeToScopeGroupPks: '',
    scopes: access.scopes.join(' '),
    signature: 'unsigned-by-the-sandbox',
    trialScopeToScopeGroupPks: '',
    trialScopes: '',
    userId: access.userId,
  };
}

/** What introspection tells of an access or refresh token; undefined if it is unknown, revoked or expired. `now` is in milliseconds. */
export function tokenFacts(
  tokens: Tokens,
  token: string,
  hubId: number,
  now: number,
): Record<string, unknown> | undefined {
  const access = tokens.findAccess(token);
  if (access) {
    const expiresIn = Math.floor((access.expiresAt - now) / 1_000);
    if (expiresIn <= 0) return undefined;
    return {
      token,
      token_type: 'access',
      token_use: access.refreshToken === undefined ? 'client_credentials' : 'access_token',
      scopes: access.scopes,
      expires_in: expiresIn,
      app_id: access.appId,
      user_id: access.userId,
      client_id: access.clientId,
      is_private_distribution: true,
      signed_access_token: signedToken(access, hubId),
    };
  }
  const grant = tokens.findGrant(token);
  return (
    grant && {
      token,
      token_type: 'refresh',
      token_use: 'refresh_token',
      scopes: grant.scopes,
      app_id: grant.appId,
      user_id: grant.userId,
      client_id: grant.clientId,
    }
  );
}

import type { Express, Request } from 'express';
import type { Answer } from './api-call.ts';
import { normalizeId } from './ids.ts';
import { LAST_VERSION } from './options.ts';
import { baseUrlOf, type Machinery, serve } from './pipeline.ts';

/** Addresses of the org's APIs; `{version}` is for the client to fill in. */
function apiUrls(base: string, organizationId: string, userId: string): Record<string, string> {
  return {
    enterprise: `${base}/services/Soap/c/{version}/${organizationId.slice(0, 15)}`,
    metadata: `${base}/services/Soap/m/{version}/${organizationId.slice(0, 15)}`,
    partner: `${base}/services/Soap/u/{version}/${organizationId.slice(0, 15)}`,
    rest: `${base}/services/data/v{version}/`,
    sobjects: `${base}/services/data/v{version}/sobjects/`,
    search: `${base}/services/data/v{version}/search/`,
    query: `${base}/services/data/v{version}/query/`,
    recent: `${base}/services/data/v{version}/recent/`,
    tooling_rest: `${base}/services/data/v{version}/tooling/`,
    profile: `${base}/${userId}`,
  };
}

/** Here a session that is unknown or over is 403 and one word of text; the data API alone says 401. */
function presentOauth(answer: Answer): Answer {
  return answer.status === 401 ? { status: 403, type: 'text/html', body: 'Bad_OAuth_Token' } : answer;
}

/** The identity URL (`/id/{org}/{user}`) and OpenID's userinfo (help.salesforce.com, remoteaccess_using_openid). */
export function mountIdentity(app: Express, machinery: Machinery): void {
  const { org, tokens } = machinery;

  function caller(request: Request): string {
    const query = new URL(request.originalUrl, 'http://sandbox').searchParams;
    const given = query.get('oauth_token') ?? query.get('access_token');
    return given === null ? tokens.authenticate(request.get('authorization')).userId : tokens.callerOf(given).userId;
  }

  function facts(request: Request, userId: string): Record<string, unknown> {
    const base = baseUrlOf(request);
    const { organizationId } = org.facts;
    const user = org.records.find('User', userId)?.fields ?? {};
    const language = String(user.LanguageLocaleKey ?? 'en_US');
    return {
      user_id: userId,
      organization_id: organizationId,
      email: user.Email ?? null,
      email_verified: true,
      nickname: user.CommunityNickname ?? null,
      name: user.Name ?? null,
      picture: `${base}/profilephoto/005/F`,
      photos: { picture: `${base}/profilephoto/005/F`, thumbnail: `${base}/profilephoto/005/T` },
      urls: apiUrls(base, organizationId, userId),
      active: user.IsActive ?? false,
      user_type: 'STANDARD',
      language,
      locale: String(user.LocaleSidKey ?? 'en_US'),
      utcOffset: 0,
      updated_at: user.LastModifiedDate ?? null,
    };
  }

  function identity(request: Request): Answer {
    const self = caller(request);
    const userId = normalizeId(String(request.params.user));
    const isHere = normalizeId(String(request.params.org)) === normalizeId(org.facts.organizationId);
    if (!isHere || userId === undefined || (userId !== self && !org.permissions.isAdmin(self)))
      return { status: 403, type: 'text/html', body: 'Wrong_Org' };
    const about = facts(request, userId);
    const user = org.records.find('User', userId)?.fields ?? {};
    return {
      status: 200,
      body: {
        id: `${baseUrlOf(request)}/id/${org.facts.organizationId}/${userId}`,
        asserted_user: userId === self,
        username: user.Username ?? null,
        nick_name: user.CommunityNickname ?? null,
        display_name: user.Name ?? null,
        first_name: user.FirstName ?? null,
        last_name: user.LastName ?? null,
        timezone: user.TimeZoneSidKey ?? null,
        addr_street: null,
        addr_city: null,
        addr_state: null,
        addr_country: null,
        addr_zip: null,
        mobile_phone: user.MobilePhone ?? null,
        mobile_phone_verified: false,
        is_app_installed: true,
        last_modified_date: about.updated_at,
        ...about,
      },
    };
  }

  function userinfo(request: Request): Answer {
    const userId = caller(request);
    const user = org.records.find('User', userId)?.fields ?? {};
    return {
      status: 200,
      body: {
        sub: `${baseUrlOf(request)}/id/${org.facts.organizationId}/${userId}`,
        preferred_username: user.Username ?? null,
        given_name: user.FirstName ?? null,
        family_name: user.LastName ?? null,
        zoneinfo: user.TimeZoneSidKey ?? null,
        is_salesforce_integration_user: false,
        ...facts(request, userId),
      },
    };
  }

  app.get(
    '/id/:org/:user',
    serve(machinery, (request) => ({ name: '/id', work: () => identity(request) }), presentOauth),
  );
  app.all(
    '/services/oauth2/userinfo',
    serve(machinery, (request) => ({ name: '/services/oauth2/userinfo', work: () => userinfo(request) }), presentOauth),
  );
  app.get('/services/data', (_request, response) => {
    const versions = Array.from({ length: LAST_VERSION - 30 }, (_, index) => index + 31);
    response.json(
      versions.map((version) => ({
        label: labelOf(version),
        url: `/services/data/v${version}.0`,
        version: `${version}.0`,
      })),
    );
  });
}

/** Three releases a year; 31.0 was Summer '14. */
function labelOf(version: number): string {
  const releases = version - 31;
  const season = ['Summer', 'Winter', 'Spring'][releases % 3] ?? '';
  const year = 14 + Math.floor((releases + 2) / 3);
  return `${season} '${String(year).padStart(2, '0')}`;
}

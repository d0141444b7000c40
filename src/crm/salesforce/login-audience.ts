/** Orgs that are no production: sandboxes, and the scratch orgs of developers. They sign in at another address. */
const AT_TEST = /\.(?:sandbox|scratch)\.my\.salesforce\.com$/;

/**
 * For whom an assertion of the JWT bearer flow is meant: Salesforce's own login address, not the org's. An address that is none of
 * Salesforce's (a proxy, the sandbox on this machine) stands for itself.
 * https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm
 */
export function loginAudience(baseUrl: string): string {
  const { hostname, origin } = new URL(baseUrl);
  if (AT_TEST.test(hostname)) return 'https://test.salesforce.com';
  return hostname.endsWith('.my.salesforce.com') ? 'https://login.salesforce.com' : origin;
}

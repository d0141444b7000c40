/** An app that somebody who may decide for an account can let in. */
export interface ConsentApp {
  /** Id of the CRM's manifest. */
  readonly crm: string;
  readonly baseUrl: string;
  /** Where the person is sent; the CRM's own page when absent. */
  readonly authorizeUrl?: string | undefined;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly appId?: string | undefined;
  readonly sandbox: boolean;
}

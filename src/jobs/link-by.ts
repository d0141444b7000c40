/** By what a customer of one CRM is recognised in another one. */
export const LINK_BY = ['email', 'externalId'] as const;
export type LinkBy = (typeof LINK_BY)[number];

import { expect, it } from 'vitest';
import { loginAudience } from '../../../../src/crm/salesforce/login-audience.ts';

it.each([
  ['https://acme.my.salesforce.com', 'https://login.salesforce.com'],
  ['https://acme-dev-ed.develop.my.salesforce.com/', 'https://login.salesforce.com'],
  ['https://acme--uat.sandbox.my.salesforce.com', 'https://test.salesforce.com'],
  ['https://page-fun-1234-dev-ed.scratch.my.salesforce.com', 'https://test.salesforce.com'],
  ['https://test.salesforce.com', 'https://test.salesforce.com'],
  ['http://127.0.0.1:4321', 'http://127.0.0.1:4321'],
])('an assertion for %s is meant for %s', (baseUrl, audience) => {
  expect(loginAudience(baseUrl)).toBe(audience);
});

const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

module.exports = {
  ...jestConfig,
  setupFilesAfterEnv: ['<rootDir>/jest.setup.cjs'],
  // A bound for a test that hangs.
  testTimeout: 60_000,
  testMatch: ['<rootDir>/force-app/**/__tests__/**/*.test.js'],
  moduleNameMapper: {
    ...jestConfig.moduleNameMapper,
    // The runner looks for scripts only; this module has nothing but styles.
    '^c/pulsoTokens$': '<rootDir>/force-app/main/default/lwc/pulsoTokens/pulsoTokens.css',
  },
};

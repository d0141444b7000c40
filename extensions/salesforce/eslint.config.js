// Salesforce's own rules for Lightning web components; everything else is Biome's.
import lwc from '@salesforce/eslint-config-lwc';

export default [
  ...lwc.configs.recommended,
  {
    files: ['**/__tests__/**'],
    // Tests speak to the adapters themselves, and try what must not work.
    rules: { '@lwc/lwc/no-unexpected-wire-adapter-usages': 'off', 'no-script-url': 'off' },
    languageOptions: {
      globals: Object.fromEntries(
        ['describe', 'expect', 'it', 'jest', 'beforeEach', 'afterEach'].map((name) => [name, false]),
      ),
    },
  },
];

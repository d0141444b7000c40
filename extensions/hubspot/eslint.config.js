// HubSpot's own rules for extensions; everything else is Biome's.
import { config } from '@hubspot/eslint-config-ui-extensions';
import parser from '@typescript-eslint/parser';

export default [
  ...config,
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
  },
];

// The house's one-way streets (docs/architecture.md). Every ban says why.
const ban = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    ban('no-cycle', 'A cycle means that two files are one idea, or that a third is missing.', {}, { circular: true }),
    ban(
      'cx-is-pure',
      'The engine computes: no clock, no I/O, no CRM. zod is its only library.',
      { path: '^src/cx/' },
      { pathNot: '^(src/cx/|node_modules/zod/)' },
    ),
    ban(
      'adapters-know-only-the-engine',
      'crm, store, cards and sources sit beside each other on top of cx and do not know each other.',
      { path: '^src/(crm|store|cards|sources)/', pathNot: '^src/store/open\\.ts$' },
      { path: '^src/', pathNot: ['^src/cx/', '^src/errors\\.ts$', '^src/log\\.ts$', '^src/$1/'] },
    ),
    ban(
      'one-chooser',
      'Which engine there is, is known to store/open.ts alone: it opens the store and the queue that belongs to it.',
      { path: '^src/store/open\\.ts$' },
      { path: '^src/', pathNot: ['^src/store/', '^src/errors\\.ts$', '^src/jobs/(queue|sqlite|postgres)\\.ts$'] },
    ),
    ban(
      'crms-are-strangers',
      'One CRM never knows another; what they share stands in src/crm/.',
      { path: '^src/crm/(hubspot|salesforce)/' },
      { path: '^src/crm/(hubspot|salesforce)/', pathNot: '^src/crm/$1/' },
    ),
    ban(
      'port-knows-no-adapter',
      'The port and the transport are neutral; adapters import them, never the other way round.',
      { path: '^src/crm/[^/]+\\.ts$' },
      { path: '^src/crm/(hubspot|salesforce)/' },
    ),
    ban(
      'sdk-stays-in-its-adapter',
      'Only an adapter imports its SDK.',
      { path: '^src/', pathNot: '^src/crm/(hubspot|salesforce)/' },
      { path: '^node_modules/(@hubspot/api-client|jsforce)/' },
    ),
    ban(
      'jobs-do-not-know-doors',
      'Jobs are called from http, console and cli, never the other way round.',
      { path: '^src/jobs/' },
      { path: '^src/(http|console|cli|sandbox|(open|start)-sandbox|compose|program|config)' },
    ),
    ban(
      'doors-do-not-compose',
      'Only the cli starts the program; http and console receive what they need.',
      { path: '^src/(http|console)/' },
      { path: '^src/(compose|config|program|cli|sandbox|(open|start)-sandbox)' },
    ),
    ban(
      'sql-stays-in-the-store',
      'Only the store and the queue\u2019s own adapters hold SQL.',
      { path: '^src/', pathNot: '^src/(store/|jobs/(sqlite|postgres)[a-z-]*\\.ts)' },
      { path: '^node_modules/(kysely|pg|graphile-worker)/', dependencyTypesNot: ['type-only'] },
    ),
    ban(
      'sandbox-is-independent',
      'The sandbox is written from the vendors\u2019 documentation; sharing adapter code would confirm our own mistakes.',
      { path: '^src/sandbox/' },
      { path: '^src/', pathNot: '^src/(sandbox|cards)/' },
    ),
    ban(
      'sandbox-is-a-guest',
      'The sandbox is another address on the network: one file starts it, nobody else knows it.',
      { path: '^src/', pathNot: '^src/(sandbox/|start-sandbox\\.ts)' },
      { path: '^src/sandbox/' },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^extensions/' },
  },
};

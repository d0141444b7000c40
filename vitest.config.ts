import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whole programs and vendors' tools take longest: started first, they do not keep the others waiting in the end. */
const ORDER = [/\/(browser|extensions)\//, /test\/e2e\//, /test\/contract\//];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = ORDER.findIndex((pattern) => pattern.test(moduleId));
      return found === -1 ? ORDER.length : found;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

/** What takes minutes of its own: PostgreSQL, the platforms' pages, programs that are started, connected, killed and refused again and again. */
const LONG = 'test/**/*.long.test.ts';

export default defineConfig({
  test: {
    // Bounds for a test that hangs, far above what any needs: tests wait for states, not for times.
    testTimeout: 400_000,
    hookTimeout: 400_000,
    // End-to-end tests mostly wait; a few of them side by side use the machine better than one per core.
    maxWorkers: 4,
    // No test changes what another one imports, so a worker loads Pulso and its libraries once.
    isolate: false,
    globalSetup: 'test/global-setup.ts',
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'suite', include: ['test/**/*.test.ts'], exclude: [LONG] } },
      { extends: true, test: { name: 'long', include: [LONG] } },
    ],
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Bounds for a test that hangs, far above what any needs: tests wait for states, not for times.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // End-to-end tests mostly wait; a few of them side by side use the machine better than one per core.
    maxWorkers: 4,
  },
});

/** What every store keeps its promise on. An engine joins by calling `storeContract` with a way to open an empty one. */
import { afterEach, beforeEach, describe } from 'vitest';
import { alertsContract } from './alerts.ts';
import { basicsContract } from './basics.ts';
import { cardsContract } from './cards.ts';
import { insightsContract } from './insights.ts';
import { linksContract } from './links.ts';
import { modelsContract } from './models.ts';
import { overridesContract } from './overrides.ts';
import type { OpenPlace, StorePlace, StoreTest } from './place.ts';
import { privacyContract } from './privacy.ts';
import { noonMs, withInstalls } from './samples.ts';
import { scorecardsContract } from './scorecards.ts';
import { sharingContract } from './sharing.ts';
import { signalsContract } from './signals.ts';
import { subjectsContract } from './subjects.ts';
import { ticketsContract } from './tickets.ts';
import { waitingStepsContract } from './waiting-steps.ts';
import { writebacksContract } from './writebacks.ts';

export function storeContract(name: string, open: OpenPlace): void {
  describe(`store contract: ${name}`, () => {
    let place: StorePlace | null = null;
    const test: StoreTest = {
      nowMs: noonMs,
      get place() {
        if (place === null) throw new Error('the store is open only during a test');
        return place;
      },
      get store() {
        return test.place.store;
      },
    };

    beforeEach(async () => {
      test.nowMs = noonMs;
      place = await open(() => test.nowMs);
      await withInstalls(place.store);
    });
    afterEach(async () => {
      await place?.close();
      place = null;
    });

    basicsContract(test);
    cardsContract(test);
    subjectsContract(test);
    signalsContract(test);
    scorecardsContract(test);
    ticketsContract(test);
    writebacksContract(test);
    overridesContract(test);
    modelsContract(test);
    insightsContract(test);
    waitingStepsContract(test);
    linksContract(test);
    alertsContract(test);
    sharingContract(test);
    privacyContract(test);
  });
}

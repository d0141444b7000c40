import { brandNewCustomer } from './stories/brand-new-customer.ts';
import { brokenPromise } from './stories/broken-promise.ts';
import { detractorLeftAlone } from './stories/detractor-left-alone.ts';
import { highEffort } from './stories/high-effort.ts';
import { loyalCustomerTurns } from './stories/loyal-customer-turns.ts';
import { noProblemAtAll } from './stories/no-problem-at-all.ts';
import { oneCompanyTwoFaces } from './stories/one-company-two-faces.ts';
import { promoterWhoRefers } from './stories/promoter-who-refers.ts';
import { quietAndContent } from './stories/quiet-and-content.ts';
import { recoveredCustomer } from './stories/recovered-customer.ts';
import { reopenedThreeTimes } from './stories/reopened-three-times.ts';
import { silentCustomer } from './stories/silent-customer.ts';
import { soldToAtTheWrongMoment } from './stories/sold-to-at-the-wrong-moment.ts';
import { stillWaiting } from './stories/still-waiting.ts';
import { surpriseCharge } from './stories/surprise-charge.ts';
import { technicalTrouble } from './stories/technical-trouble.ts';
import { threeChannelsOneProblem } from './stories/three-channels-one-problem.ts';
import type { Story } from './story.ts';

/** The planted stories, in the order of their contacts' ids. Listed for readers in docs/sandbox-stories.md. */
export const STORIES: readonly Story[] = [
  loyalCustomerTurns,
  threeChannelsOneProblem,
  surpriseCharge,
  silentCustomer,
  detractorLeftAlone,
  reopenedThreeTimes,
  recoveredCustomer,
  promoterWhoRefers,
  brandNewCustomer,
  oneCompanyTwoFaces,
  brokenPromise,
  soldToAtTheWrongMoment,
  technicalTrouble,
  highEffort,
  stillWaiting,
  quietAndContent,
  noProblemAtAll,
];

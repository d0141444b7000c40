import type { Migration } from './migration.ts';

/** What a scorecard says stands once, in the history; the latest one points there. */
export const scorecardsOnce: Migration = {
  name: '0014-scorecards-once',
  statements: ({ text }) => [
    `alter table scorecards add column said_at ${text}`,
    `insert into scorecard_history (install, object, id, at, scorecard, score)
      select install, object, id, at, scorecard, score from scorecards where true
      on conflict (install, object, id, at) do nothing`,
    `update scorecards set said_at = at`,
    `alter table scorecards drop column scorecard`,
    `create view latest_scorecards as
      select latest.install, latest.object, latest.id, latest.at, latest.status, latest.band, latest.score, history.scorecard
      from scorecards as latest join scorecard_history as history
        on history.install = latest.install and history.object = latest.object
          and history.id = latest.id and history.at = latest.said_at`,
  ],
};

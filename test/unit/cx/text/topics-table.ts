import { TOPICS } from '../../../../src/cx/text/topics.ts';

/** The taxonomy as it stands in docs/text.md. */
export function topicsTable(): string {
  return [
    '| Topic | English | Español |',
    '|---|---|---|',
    ...TOPICS.map(
      ({ id, title, describes }) =>
        `| \`${id}\` | **${title.en}.** ${describes.en} | **${title.es}.** ${describes.es} |`,
    ),
  ].join('\n');
}

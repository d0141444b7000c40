import type { Expectation, Role, Story } from './story.ts';
import type { Oddity } from './world.ts';

const INTRODUCTION = `# The stories in the sandbox

The sandbox is filled with two years of a made-up company, **Norte Hogar · Northside Home**: thermostats, purifiers and boiler controls with a
subscription, for households and small businesses in Spain, Latin America, Britain, Ireland and the United States. The two years end when the
sandbox is filled, so “ten days ago” below means ten days before that.

Among its 600 contacts the following people were written by hand. Their names, ids and histories are the same in every sandbox, whatever its seed
and size. Look one up by name, read the record, then see whether Pulso noticed: that is the quickest way to judge a score.

“Must be raised” and “must stay silent” name friction flags; others may be raised too. “Later” names what no flag sees yet.
This page is made from \`src/sandbox/world/stories/\`; \`npx vitest run test/unit/sandbox/world -u\` writes it again.`;

/** Returns docs/sandbox-stories.md: every planted story and every record that is wrong on purpose. */
export function storiesDocument(stories: readonly Story[], oddities: readonly Oddity[]): string {
  const rows = stories.map(
    ({ id, title, who }, index) =>
      `| ${index + 1} | [${title.en}](#${id}) | ${who.contact.firstName} ${who.contact.lastName} | ${who.contact.id} | ${who.contact.language} |`,
  );
  return [
    INTRODUCTION,
    ['| # | Story | Contact | Id | Language |', '|---|---|---|---|---|', ...rows].join('\n'),
    ...stories.map(sectionOf),
    '## Wrong on purpose',
    'A few records are as dirty as real ones. Each must be set aside with a reason, or simply survive; none may stop a sync.',
    ['| Oddity | Record | Id | What |', '|---|---|---|---|', ...oddities.map(oddityRow)].join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function sectionOf(story: Story): string {
  const { id, title, who, what, look, expect, also } = story;
  const account = who.account === undefined ? 'a household' : `${who.account.name}, id ${who.account.id}`;
  return [
    `<a id="${id}"></a>`,
    `## ${title.en} · ${title.es}`,
    [
      `- **Story:** \`${id}\``,
      `- **Who:** ${nameOf({ contact: who.contact, expect })}; ${account}`,
      `- **What happened:** ${what}`,
      `- **Where to look:** ${look}`,
      ...expectationLines(expect),
    ].join('\n'),
    ...(also === undefined
      ? []
      : [[`- **And:** ${nameOf(also)}, the same company`, ...expectationLines(also.expect)].join('\n')]),
  ].join('\n\n');
}

function nameOf({ contact }: Role): string {
  return `${contact.firstName} ${contact.lastName} <${contact.email}>, id ${contact.id}`;
}

function expectationLines({ band, flags, notFlags, later }: Expectation): string[] {
  const codes = (ids: readonly string[]) => (ids.length === 0 ? 'none' : ids.map((id) => `\`${id}\``).join(', '));
  return [
    `- **Band:** ${band.join(' or ')}`,
    `- **Must be raised:** ${codes(flags)}`,
    `- **Must stay silent:** ${codes(notFlags)}`,
    ...(later.length === 0 ? [] : [`- **Later:** ${codes(later)}`]),
  ];
}

function oddityRow({ id, kind, recordId, what }: Oddity): string {
  return `| \`${id}\` | ${kind} | ${recordId} | ${what} |`;
}

import { describe, expect, test } from 'vitest';
import type { CardDocument } from '../../../src/cards/document.ts';
import { createRenderer } from '../../../src/cards/render.ts';
import { TemplateInvalid } from '../../../src/errors.ts';
import { cardOf, dictionary, renderer, viewOf } from '../../fixtures/cards.ts';
import { bad, good, insufficient } from '../../fixtures/scorecards.ts';

const HEAD = `<card title="{{t 'card.title.contact'}}" tone="{{tone}}" language="{{language}}" asOf="{{asOf}}"
  asOfLabel="x" subject="{{subject.name}}">`;

function faultOf(body: string, head = HEAD): TemplateInvalid {
  const own = createRenderer({ templates: { own: `${head}\n${body}\n</card>` }, dictionary });
  try {
    own.render('own', viewOf(bad), 'en');
  } catch (error) {
    if (error instanceof TemplateInvalid) return error;
    throw error;
  }
  throw new Error('the template was accepted');
}

function drawn(body: string): CardDocument['blocks'] {
  const own = createRenderer({ templates: { own: `${HEAD}\n${body}\n</card>` }, dictionary });
  return own.render('own', viewOf(bad), 'en').blocks;
}

describe('shipped templates', () => {
  test('say score, driver, flag and next step of a bad card', () => {
    const card = cardOf(bad);
    expect(card).toMatchObject({ version: 1, tone: 'critical', language: 'en', subject: { name: 'Marta Iglesias' } });
    expect(card.blocks.map((block) => block.type)).toEqual([
      'score',
      'next',
      'note',
      'link',
      'drivers',
      'flags',
      'tiles',
      'journey',
    ]);
    expect(card.blocks[0]).toMatchObject({
      value: 30.6,
      bandLabel: 'Critical',
      sinceLabel: 'since 5 Nov 2026',
      rangeLabel: 'likely 24 to 38',
      coverageLabel: '76% of what counts is known',
      change: { points: -27.6, label: '\u221227.6 points in 30 days' },
      parts: [{ value: 22.5 }, { value: 37.9 }],
    });
    expect(card.blocks[2]).toMatchObject({ text: '2 tickets are still open. Not the moment to sell.' });
    expect(card.blocks[3]).toMatchObject({ label: 'Open since 15 Oct 2026: Ticket · Service desk' });
    expect(card.blocks[4]).toMatchObject({
      items: [{ label: 'NPS', pointsLabel: '\u22129.4', direction: 'down' }, {}, {}, { direction: 'up' }],
    });
    expect(card.blocks[5]).toMatchObject({
      items: [
        { title: 'Slow answer', sinceLabel: 'since 3 Nov 2026', hrefLabel: 'See the record' },
        { title: 'Detractor without an answer', href: null, hrefLabel: null },
        { title: 'Reopened', quote: null },
      ],
    });
  });

  test('speak Spanish with Spanish numbers and dates', () => {
    const text = JSON.stringify(cardOf(bad, 'es'));
    expect(text).toContain('Crítica');
    expect(text).toContain('desde el 3 nov 2026');
    expect(text).toContain('\u221227,6 puntos en 30 días');
    expect(text).toContain('Lleva 61 horas laborables sin respuesta; el límite es 24.');
    expect(text).toContain('Hay 2 tickets sin cerrar. No es momento de vender.');
  });

  test('show no number and say what is missing where too little is known', () => {
    const card = cardOf(insufficient);
    expect(card.tone).toBe('unknown');
    expect(card.blocks.map((block) => block.type)).not.toContain('score');
    expect(card.blocks.map((block) => block.type)).not.toContain('drivers');
    expect(card.blocks[0]).toMatchObject({
      type: 'insufficient',
      text: '12% of what counts is known; a score needs 40%. Still missing:',
      missing: ['NPS', 'Satisfaction', 'First response', 'Reopened tickets'],
    });
  });

  test('draw a company from its own template', () => {
    const account = { ...good, subject: { object: 'account' as const, id: '9' } };
    expect(cardOf(account).title).toBe('Account experience');
  });

  test('equal input gives an equal card', () => {
    expect(JSON.stringify(cardOf(bad))).toBe(JSON.stringify(cardOf(structuredClone(bad))));
  });
});

describe('what people write', () => {
  const quote = '</flag><link href="https://evil.example">x</link> & "\'`={{t}} \u0007\ud800';

  test('stays text, whatever it is', () => {
    const [flag] = bad.flags;
    if (flag === undefined) throw new Error('no flag');
    const evidence = [{ signal: 's', at: flag.since, quote }];
    const card = cardOf({ ...bad, flags: [{ ...flag, evidence }] }, 'en', {
      subject: { name: '<script>alert(1)</script>', href: 'javascript:alert(1)' },
      signals: [],
    });
    expect(card.subject).toEqual({ name: '<script>alert(1)</script>', href: null });
    expect(card.blocks.find(({ type }) => type === 'flags')).toMatchObject({
      items: [{ quote: '</flag><link href="https://evil.example">x</link> & "\'`={{t}} \ufffd' }],
    });
    expect(card.blocks.map((block) => block.type)).not.toContain('link');
  });
});

describe('a broken template is refused with its line and the remedy', () => {
  test.each([
    ['unknown element', '<gauge value="3"/>', 3, '<gauge> is not an element of a card; there are card, score'],
    ['unknown attribute', '<note tone="info" size="3">x</note>', 3, 'has no attribute "size"; there is tone'],
    ['missing attribute', '<note>x</note>', 3, '<note> needs the attribute "tone"'],
    ['bad choice', '<note tone="loud">x</note>', 3, 'is "loud"; choose one of info, warning'],
    [
      'formatted number',
      '<tiles title="x"/>\n<drivers title="x"><driver points="1,5" pointsLabel="x">y</driver></drivers>',
      4,
      'write a number with a decimal point',
    ],
    [
      'number out of range',
      '<drivers title="x"><driver points="101" pointsLabel="x">y</driver></drivers>',
      3,
      'must lie in -100..100',
    ],
    [
      'bad instant',
      '<journey title="x">\n<stop at="yesterday" atLabel="x" mood="good" moodLabel="x">y</stop></journey>',
      4,
      'write an instant',
    ],
    ['script address', '<link href="javascript:alert(1)">x</link>', 3, 'write an address that begins with https://'],
    ['empty text', '<next title="x"> </next>', 3, '<next> is empty'],
    ['stray text', '<tiles title="x">hello</tiles>', 3, 'holds the text "hello"'],
    [
      'misplaced element',
      '<tiles title="x">\n<flag title="a" severity="low" severityLabel="a" since="2026-11-03T10:15:00Z" sinceLabel="x">y</flag></tiles>',
      4,
      '<flag> cannot stand in <tiles>; it holds tile',
    ],
    [
      'line after a loop',
      '{{#each flags}}\n<note tone="info">\n{{title}}</note>\n{{/each}}\n<note tone="loud">x</note>',
      7,
      'is "loud"',
    ],
    ['unclosed element', '<next title="x">a', 3, 'Close every element'],
    ['unquoted attribute', '<next title=x>a</next>', 3, 'quote every attribute'],
    ['unknown value', '<next title="x">{{nope}}</next>', 3, 'uses the unknown value "nope"'],
    ['unknown nested value', '<next title="x">{{subject.nope}}</next>', 3, 'uses the unknown value "nope"'],
    [
      'unknown helper',
      '<next title="x">{{shout subject.name}}</next>',
      3,
      'uses the unknown helper "shout"; there are if,',
    ],
    ['unknown words', '<next title="{{t \'no.such\'}}">x</next>', 3, 'no words "no.such"'],
    ['number of nothing', '<next title="x">{{number lowSince}}</next>', 3, 'needs a number'],
    ['helper without value', '<next title="x">{{number}}</next>', 3, 'takes 1 value(s), not 0'],
    ['raw value', '<next title="x">\n{{{subject.name}}}</next>', 4, 'use two braces'],
    ['raw value', '<next title="x">{{&subject.name}}</next>', 3, 'use two braces'],
    ['partial', '{{> other}}', 3, 'a card is one file'],
    ['decorator', '{{* other}}', 3, 'cards have none'],
    ['broken Handlebars', '<note tone="info">\n{{#if score}}x</note>', null, 'is not valid Handlebars'],
    [
      'more steps outwards than there are',
      '{{#each flags}}{{#each ../../../drivers}}x{{/each}}{{/each}}',
      null,
      'too many ../',
    ],
    ['two outermost elements', '<next title="x">a</next></card><card>', null, ''],
  ])('%s', (_, body, line, reason) => {
    const fault = faultOf(body);
    if (line !== null) expect(fault.context).toMatchObject({ template: 'own', line });
    expect(fault.message).toMatch(/^own(:\d+)?: /);
    expect(fault.message).toContain(reason);
  });

  test('nothing reaches prototypes or the program', () => {
    for (const path of [
      'constructor',
      'subject.constructor',
      '__proto__',
      'subject.__proto__.polluted',
      'flags.constructor',
    ]) {
      expect(faultOf(`<next title="x">a{{${path}}}</next>`).message).toMatch(/own:3: uses the unknown value/);
    }
    expect(faultOf('<next title="x">{{lookup subject "constructor"}}</next>').message).toContain('unknown helper');
    expect(faultOf('{{log "x"}}').message).toContain('unknown helper');
    for (const helper of ['helperMissing', 'blockHelperMissing'])
      expect(faultOf(`<next title="x">{{${helper}}}</next>`).message).toContain('own:3: uses the unknown value');
    for (const path of ['@words', '@words.t', '@budget.steps', '@root.constructor'])
      expect(faultOf(`<next title="x">a{{${path}}}</next>`).message).toMatch(/own:3: uses the unknown value/);
  });

  test('the place in a loop and the whole view can be asked for', () => {
    const own = createRenderer({
      templates: {
        own: `${HEAD}{{#each flags}}<note tone="info">{{@index}} {{@root.subject.name}}</note>{{/each}}</card>`,
      },
      dictionary,
    });
    expect(own.render('own', viewOf(bad), 'en').blocks[1]).toMatchObject({ text: '1 Marta Iglesias' });
  });

  test('half a character, written as a number, is none', () => {
    expect(drawn('<note tone="info">a&#xD800;&#56320;b</note>')).toMatchObject([{ text: 'ab' }]);
  });

  test('declarations and entities of its own are refused', () => {
    expect(faultOf('', `<!DOCTYPE card [<!ENTITY a "b">]>${HEAD}`).message).toContain('a card has only elements');
    expect(faultOf('<!-- x -->').message).toContain('write comments as {{!--');
    expect(faultOf('<![CDATA[x]]>').message).toContain('a card has only elements');
  });

  test('loops cannot run away', () => {
    const many = { ...bad, flags: Array.from({ length: 100 }, () => bad.flags[0]!) };
    const own = createRenderer({
      templates: {
        own: `${HEAD}{{#each flags}}{{#each @root.flags}}<note tone="info">x</note>{{/each}}{{/each}}</card>`,
      },
      dictionary,
    });
    expect(() => own.render('own', viewOf(many), 'en')).toThrow('the loops of this template do too much');
  });

  test('a deep or endless template is refused', () => {
    expect(faultOf('{{#if score}}'.repeat(9) + '{{/if}}'.repeat(9)).message).toContain('deeper than 8');
    expect(faultOf('x'.repeat(70_000)).message).toContain('longer than 65536');
  });

  test('a template that does not exist is named', () => {
    expect(() => renderer.render('deal', viewOf(bad), 'en')).toThrow(
      'there is no template of this name; there are account, contact',
    );
  });

  test('a card without a block is refused', () => {
    expect(faultOf('').message).toContain('Write at least one block');
  });
});

describe('an install’s own template', () => {
  const view = viewOf(bad);

  test('stands in for the shipped one', () => {
    const overrides = { contact: `${HEAD}<next title="x">Own</next></card>` };
    const { document, fault } = renderer.renderWithFallback('contact', view, 'en', overrides);
    expect(fault).toBeNull();
    expect(document.blocks).toEqual([{ type: 'next', title: 'x', text: 'Own' }]);
  });

  test('falls back to the shipped one and tells when it is broken', () => {
    const overrides = { contact: `${HEAD}\n<gauge/></card>` };
    const { document, fault } = renderer.renderWithFallback('contact', view, 'en', overrides);
    expect(document).toEqual(cardOf(bad));
    expect(fault?.message).toContain('contact:3: <gauge> is not an element of a card');
    expect(() => renderer.render('contact', view, 'en', overrides)).toThrow(TemplateInvalid);
  });
});

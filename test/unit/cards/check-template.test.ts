import { describe, expect, test } from 'vitest';
import { checkTemplate } from '../../../src/cards/check-template.ts';
import { files, renderer, viewOf } from '../../fixtures/cards.ts';
import { bad, good, insufficient } from '../../fixtures/scorecards.ts';

const HEAD = `<card title="x" tone="{{tone}}" language="{{language}}" asOf="{{asOf}}" asOfLabel="x" subject="{{subject.name}}">`;
const check = (body: string) => checkTemplate(renderer, 'contact', `${HEAD}\n${body}\n</card>`);

describe('checkTemplate', () => {
  test.each(Object.keys(files.templates))('finds nothing wrong with the shipped %s', (name) => {
    const views = [bad, good, insufficient].map((scorecard) => viewOf(scorecard));
    expect(checkTemplate(renderer, name, files.templates[name] ?? '', views)).toEqual([]);
  });

  test('finds what is wrong only where something is known, or only where nothing is, with its line', () => {
    const [known] = check(`{{#if score}}\n<next title="x">{{score.median}}</next>\n{{/if}}<note tone="info">x</note>`);
    expect(known).toMatchObject({ line: 3, message: expect.stringContaining('contact:3:') });
    const [unknown] = check('<note tone="info">x</note>\n{{#unless score}}<gauge/>{{/unless}}');
    expect(unknown).toMatchObject({ line: 3, message: expect.stringContaining('<gauge> is not an element') });
    const [guarded] = check('<note tone="info">{{number change}}</note>');
    expect(guarded?.message).toContain('guard it with {{#if}}');
  });

  test('tells several faults, by line, each once', () => {
    const faults = check(
      '{{#unless score}}<gauge/>{{/unless}}\n{{#if score}}<score/>{{/if}}<note tone="info">x</note>',
    );
    expect(faults.map(({ line }) => line)).toEqual([2, 3]);
  });

  test.each([
    ['{{{subject.name}}}', 'two braces'],
    ['{{#if', 'not valid Handlebars'],
    ['<script>alert(1)</script>', '<script> is not an element'],
    ['{{lookup this "constructor"}}', 'lookup'],
    ['{{> other}}', 'one file'],
  ])('refuses %s and says what to do', (body, remedy) => {
    expect(check(body)[0]?.message).toContain(remedy);
  });
});

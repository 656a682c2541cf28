/** Label selectors: what they choose and what cannot be read. */
import { describe, expect, it } from '@jest/globals';
import { matchesLabelSelector, matchesRequirements, parseLabelSelector } from './label-selector.ts';

const labels = { app: 'web', tier: 'front', size: '5', empty: '' };

describe('the query form', () => {
  it.each([
    ['', true],
    ['app=web', true],
    ['app==web,tier=front', true],
    ['app!=web', false],
    ['other!=x', true],
    ['app', true],
    ['!app', false],
    ['!other', true],
    ['app in (web,db)', true],
    ['app notin (web, db)', false],
    ['other notin (x)', true],
    ['size>4,size<6', true],
    ['empty=', true],
    ['empty in (,x)', true],
  ])('"%s" chooses: %s', (text, expected) => {
    expect(matchesRequirements(parseLabelSelector(text), labels)).toBe(expected);
  });

  it.each([
    ['in=x', "found 'in', expected: !, identifier, or 'end of string'"],
    ['x===', "unable to parse requirement: found '=', expected: identifier"],
    ['a=b c', "found 'c', expected: ',' or 'end of string'"],
    ['a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
    ['a,', "found '', expected: identifier after ','"],
    ['a in ()', "values set can't be empty"],
    ['a>x', 'the value must be an integer'],
    ['-a=b', 'unable to parse requirement: key: Invalid value: "-a": name part must consist of'],
  ])('"%s" cannot be read', (text, why) => {
    expect(() => parseLabelSelector(text)).toThrow(why);
  });
});

describe('the object form', () => {
  it('an absent selector chooses nothing, an empty one everything', () => {
    expect(matchesLabelSelector(undefined, labels)).toBe(false);
    expect(matchesLabelSelector({}, undefined)).toBe(true);
  });

  it('pairs and expressions must all hold', () => {
    const matchExpressions = [{ key: 'tier', operator: 'In', values: ['front'] } as const];
    expect(matchesLabelSelector({ matchLabels: { app: 'web' }, matchExpressions }, labels)).toBe(true);
    expect(matchesLabelSelector({ matchLabels: { app: 'db' }, matchExpressions }, labels)).toBe(false);
  });

  it('names of inherited fields are no labels', () => {
    expect(matchesLabelSelector({ matchExpressions: [{ key: 'constructor', operator: 'Exists' }] }, {})).toBe(false);
  });
});

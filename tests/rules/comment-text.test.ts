import { describe, expect, it } from 'vitest';
import { commentPattern, fillComment } from '../../src/shared/rules/comment-text.ts';

describe('a comment', () => {
  const values = { name: 'Олена', criterion: 'Finds', points: '3' };
  it.each([
    ['{name}, look at {criterion}: {points}', 'Олена, look at Finds: 3'],
    ['{name} {name}', 'Олена Олена'],
    ['{other} {', '{other} {'],
    ['no braces', 'no braces'],
  ])('%s', (text, said) => expect(fillComment(text, values)).toBe(said));

  it('does not fill what was filled in', () => {
    expect(fillComment('{name}', { ...values, name: '{points}' })).toBe('{points}');
  });
});

describe('what the bank keeps of it', () => {
  it.each([
    ['Олено, Олена молодець', ['Олена'], 'Олено, {name} молодець'],
    ['Olena Koval, well done', ['Olena', 'Olena Koval'], '{name}, well done'],
    // Within another word it is no name.
    ['Ann made annotations, Anna too', ['Ann'], '{name} made annotations, Anna too'],
    ['{name} stays', ['name'], '{name} stays'],
    ['a+b (c)', ['a+b', '(c)'], '{name} {name}'],
    ['A is a letter', ['A'], 'A is a letter'],
    ['أحمد، عمل جيد', ['أحمد'], '{name}، عمل جيد'],
  ])('%s of %j', (text, names, pattern) => expect(commentPattern(text, names)).toBe(pattern));
});

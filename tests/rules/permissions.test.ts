import { describe, expect, test } from 'vitest';
import { mayDo, type Permission, permissions, roles } from '../../src/shared/rules/permissions.ts';

/** Written down a second time, by hand. */
const table: Record<Permission, [coordinator: boolean, instructor: boolean, substitute: boolean]> = {
  'desk.use': [true, true, true],
  'roll.see': [true, true, true],
  'roll.take': [true, true, true],
  'roll.close': [true, true, true],
  'learner.addWalkIn': [true, true, true],
  'register.see': [true, true, false],
  'roster.see': [true, true, false],
  'roster.edit': [true, true, false],
  'roster.import': [true, true, false],
  'session.plan': [true, true, false],
  'substitute.letIn': [true, true, false],
  'assessment.plan': [true, true, false],
  'grade.see': [true, true, false],
  'grade.give': [true, true, false],
  'history.see': [true, true, false],
  'backup.make': [true, true, false],
  'people.manage': [true, false, false],
  'center.edit': [true, false, false],
  'program.edit': [true, false, false],
  'backup.restore': [true, false, false],
  'keys.change': [true, false, false],
};

describe('who may', () => {
  test.each(Object.entries(table))('%s', (permission, expected) => {
    expect(roles.map((role) => mayDo(role, permission as Permission))).toEqual(expected);
  });

  test('nothing that is not in the table', () => {
    expect(Object.keys(permissions).sort()).toEqual(Object.keys(table).sort());
  });
});

/** What a person can be allowed to do. The one table of roles: wherever something is allowed or not, this is asked and nothing else. */
export const roles = ['coordinator', 'instructor', 'substitute'] as const;
export type Role = (typeof roles)[number];

const everyone: readonly Role[] = ['coordinator', 'instructor', 'substitute'];
const team: readonly Role[] = ['coordinator', 'instructor'];
const coordinators: readonly Role[] = ['coordinator'];

/** A substitute's permissions reach only the sessions of one cohort on one day; dispatch checks it. */
export const permissions = {
  'desk.use': everyone,
  'roll.see': everyone,
  'roll.take': everyone,
  'roll.close': everyone,
  'learner.addWalkIn': everyone,
  'register.see': team,
  'roster.see': team,
  'roster.edit': team,
  'roster.import': team,
  'session.plan': team,
  'substitute.letIn': team,
  'assessment.plan': team,
  'grade.see': team,
  'grade.give': team,
  'history.see': team,
  'backup.make': team,
  'people.manage': coordinators,
  'center.edit': coordinators,
  'program.edit': coordinators,
  'backup.restore': coordinators,
  'keys.change': coordinators,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

export function mayDo(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role);
}

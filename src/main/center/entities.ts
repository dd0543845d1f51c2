import { z } from 'zod';
import { country, date, id, language, timeZone } from '../../shared/contract/values.ts';
import { openables } from '../../shared/rules/bundle-fields.ts';
import { roles } from '../../shared/rules/permissions.ts';
import { cell, entity } from '../database/entities.ts';

/** Its one row is this center; the id comes from head office's file or is made at the first run. */
export const centerEntity = entity({
  name: 'center',
  table: 'center',
  key: ['id'],
  cells: {
    profile: cell(1, z.object({ name: z.string(), language, timeZone, country }), {
      name: ['TEXT', '$.name'],
      language: ['TEXT', '$.language'],
      time_zone: ['TEXT', '$.timeZone'],
      country: ['TEXT', '$.country'],
    }),
    /** What head office's file said: keys and destination for the bundles. */
    head_office: cell(1, z.record(z.string(), z.unknown()), { head_office: ['TEXT', '$'] }),
    /** What a coordinator has opened for head office, beyond what always goes: see shared/rules/bundle-fields.ts. */
    bundle_fields: cell(1, z.object({ headOffice: z.array(z.enum(openables)) }), {
      opened_for_head_office: ['TEXT', '$.headOffice'],
    }),
  },
});

/** A person who works at the laptop. Their PINs are local and never leave it. */
export const personEntity = entity({
  name: 'person',
  table: 'person',
  key: ['id'],
  cells: {
    profile: cell(1, z.object({ name: z.string(), role: z.enum(roles), language: language.nullable() }), {
      name: ['TEXT', '$.name'],
      role: ['TEXT', '$.role'],
      language: ['TEXT', '$.language'],
    }),
    scope: cell(1, z.object({ day: date, cohortId: id }), {
      day: ['TEXT', '$.day'],
      cohort_id: ['TEXT', '$.cohortId'],
    }),
    retired: cell(1, z.object({ on: date }), { retired_on: ['TEXT', '$.on'] }),
  },
});

/** A laptop that writes: its name travels with the changes it wrote. */
export const deviceEntity = entity({
  name: 'device',
  table: 'device',
  key: ['id'],
  cells: {
    profile: cell(1, z.object({ name: z.string() }), { name: ['TEXT', '$.name'] }),
  },
});

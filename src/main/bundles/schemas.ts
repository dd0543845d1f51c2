import { z } from 'zod';
import { type Column, columns, tableSchema } from './change-columns.ts';
import { manifest } from './format.ts';

/**
 * The schemas of this version as they lie in resources/bundles/v1, for readers who have none of our code. A test holds
 * the files to them; once a version is released, its files stay what they are and the next one gets a folder of its own.
 */
export const schemaFiles: Readonly<Record<string, unknown>> = {
  'datapackage.schema.json': {
    title: 'Manifest of a Rollbook bundle, version 1',
    description:
      'datapackage.json: a Data Package v2. What stands for itself in one says so there; `digest` and `salts` are explained in src/main/database.',
    ...z.toJSONSchema(manifest, { io: 'input' }),
  },
  'changes.schema.json': {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    title: 'Changes in a Rollbook bundle, version 1: data/changes-<domain>.parquet',
    fields: (columns as readonly Column[]).map(({ nullable, about }, index) => ({
      ...tableSchema.fields[index],
      description: about,
      ...(nullable ? {} : { constraints: { required: true } }),
    })),
    primaryKey: tableSchema.primaryKey,
  },
};

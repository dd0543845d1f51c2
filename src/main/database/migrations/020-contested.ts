import type { Migration } from '../migrate.ts';

/** The cells with several heads, by themselves: nobody looks through all heads for the few that are in conflict. */
export const contested: Migration = {
  version: 20,
  sql: `
    CREATE TABLE contested (
      entity TEXT NOT NULL,
      entity_id TEXT NOT NULL,
      cell TEXT NOT NULL,
      PRIMARY KEY (entity, entity_id, cell)
    ) STRICT, WITHOUT ROWID;

    INSERT INTO contested SELECT entity, entity_id, cell FROM head
      GROUP BY entity, entity_id, cell HAVING count(*) > 1;
  `,
};

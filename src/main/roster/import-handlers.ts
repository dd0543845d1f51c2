import { refuse } from '../../shared/result.ts';
import type { Gate } from '../center/gate.ts';
import { findCenter } from '../center/queries.ts';
import { lastSeq } from '../database/changes.ts';
import type { Database } from '../database/sqlite.ts';
import type { Handlers } from '../dispatch.ts';
import { failureOf } from '../errors.ts';
import type { Files } from '../files.ts';
import type { Jobs } from '../jobs.ts';
import type { Log } from '../log.ts';
import type { Platform } from '../platform.ts';
import { runDryRun } from './dry-run-job.ts';
import { exportLearners } from './export-learners.ts';
import { type Mapping, mappingSchema } from './import/fields.ts';
import { commitImport } from './import-commit.ts';
import { type Preview, rowsOf, summaryOf } from './import-preview.ts';
import { listIdentities, rememberedMappings, rememberMapping } from './people-queries.ts';
import { fieldsAsked } from './program-queries.ts';
import { centerDate } from './today.ts';

export interface RosterDependencies {
  gate: Gate;
  platform: Platform;
  files: Files;
  jobs: Jobs;
  log: Log;
}

type Named =
  | 'previewImport'
  | 'importPreview'
  | 'importRows'
  | 'commitImport'
  | 'dropImport'
  | 'exportLearners';

/** Mappings by header key; one that a later version wrote and this one cannot read is passed over. */
function readMappings(db: Database): Record<string, Mapping> {
  const known = rememberedMappings(db).flatMap(({ header, mapping }) => {
    const read = mappingSchema.safeParse(JSON.parse(mapping));
    return read.success ? [[header, read.data] as const] : [];
  });
  return Object.fromEntries(known);
}

/** Only what was given: readers take a missing option for "find out". */
function given<T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

export function importHandlers({
  gate,
  platform,
  files,
  jobs,
  log,
}: RosterDependencies): Pick<Handlers<'roster'>, Named> {
  const previewOf = (jobId: string): Preview => {
    const { result } = jobs.get<Preview>(jobId);
    if (!result) throw refuse('not_found', 'import_gone');
    return result;
  };
  /** Which upload each preview was made from. */
  const uploads = new Map<string, string>();
  /** Forgets a list with everything that was read from it. */
  const forget = (upload: string): void => {
    files.drop(upload);
    for (const [jobId, from] of uploads) {
      if (from !== upload) continue;
      uploads.delete(jobId);
      jobs.cancel(jobId);
      try {
        delete jobs.get(jobId).result;
      } catch {
        // The jobs have forgotten it already.
      }
    }
  };

  return {
    previewImport: ({ upload, ...reading }) => {
      files.upload(upload);
      const db = gate.db();
      const existing = listIdentities(db);
      for (const [jobId, from] of uploads) {
        if (from === upload) jobs.cancel(jobId);
        else forget(from);
      }
      const options = {
        ...given(reading),
        remembered: readMappings(db),
        questions: fieldsAsked(db),
        country: findCenter(db)?.country ?? 'UA',
        today: centerDate(db, platform.now()),
      };
      const jobId = jobs.start<Preview>(
        async (progress, signal) => {
          const { bytes, name } = await files.whole(upload);
          const run = await runDryRun(
            platform,
            { bytes, fileName: name, options, existing },
            progress,
            signal,
          );
          return { run, existing };
        },
        (error) => failureOf(error, 'roster.previewImport', log),
      );
      uploads.set(jobId, upload);
      return { jobId };
    },
    importPreview: ({ jobId }, { db, now }) => summaryOf(db, previewOf(jobId), centerDate(db, now)),
    importRows: ({ jobId, show, offset, limit }, { db }) => rowsOf(db, previewOf(jobId), show, offset, limit),
    commitImport: ({ jobId, ...commit }, context) => {
      const { db, author, now } = context;
      const { run, existing } = previewOf(jobId);
      // Somebody was added or changed since: what was shown is no longer what would happen.
      if (JSON.stringify(listIdentities(db)) !== JSON.stringify(existing))
        throw refuse('conflict', 'import_stale');
      const before = lastSeq(db, author.device);
      const done = commitImport(run, commit, context);
      rememberMapping(db, run.header.key, JSON.stringify(run.mapping), now);
      // Once the transaction is through, and only then, the list is no longer needed in memory.
      queueMicrotask(() => {
        if (!db.inTransaction && lastSeq(db, author.device) > before) forget(uploads.get(jobId) ?? '');
      });
      return done;
    },
    dropImport: ({ upload }) => {
      forget(upload);
      return {};
    },
    exportLearners: async (input) => {
      const db = gate.db();
      const file = await exportLearners(db, input);
      return { token: files.hold(file), fileName: file.name, rows: file.rows };
    },
  };
}

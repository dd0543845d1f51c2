import type { Topic } from '../shared/contract/define.ts';
import type { Language } from '../shared/contract/values.ts';
import { readAppearance } from './center/appearance.ts';
import type { Gate } from './center/gate.ts';
import { type Core, createCore, type Listener, type Ways } from './core.ts';
import type { Dispatch } from './dispatch.ts';
import { createFiles, type Files } from './files.ts';
import type { Jobs } from './jobs.ts';
import type { Log } from './log.ts';
import type { Platform } from './platform.ts';
import { makeSample, usualLanguage } from './sample/open-sample.ts';
import { claimSampleFolder, removeSample, samplePlatform } from './sample/sample-folder.ts';

export type { Events, Listener } from './core.ts';

export interface Backend {
  dispatch: Dispatch;
  /** Returns the way to stop listening. */
  subscribe(listener: Listener): () => void;
  files: Files;
  readonly jobs: Jobs;
  readonly gate: Gate;
  close(): void;
}

interface Options {
  platform: Platform;
  log: Log;
  /** Begin in the sample center; the data folder is not even looked at. */
  sample?: boolean;
}

const everything: readonly Topic[] = ['center', 'roster', 'sessions', 'attendance', 'assessments', 'changes'];

/**
 * The whole program behind the door, for any host: on the data folder, or on the sample center beside it. Throws
 * AppError `busy` (already_open) if another Rollbook has the folder.
 */
export function createBackend({ platform, log, sample = false }: Options): Backend {
  const { data } = platform.paths;
  const files = createFiles(() => (made ? samplePlatform(platform).paths.data : data));
  const listeners = new Set<Listener>();
  let own: Core | null = null;
  let made: Core | null = null;

  const emit: Listener = (topic, payload) => {
    for (const listener of listeners) {
      try {
        listener(topic, payload);
      } catch (error) {
        // What is on disk stays said, whatever became of a window.
        log.incident('listener', error);
      }
    }
  };
  const current = (): Core => {
    const core = made ?? own;
    if (!core) throw new Error('the program is closed');
    return core;
  };
  const openOwn = (): Core =>
    createCore({
      ...{ platform, log, files, sample: false, ways },
      emit: (topic, payload) => {
        if (!made) emit(topic, payload);
      },
    });
  const sweep = (): void => {
    try {
      removeSample(data);
    } catch (error) {
      // The next start tries again.
      log.incident('sample', error);
    }
  };
  const dropSample = (): void => {
    made?.close();
    made = null;
    sweep();
  };
  /** Silent once the sample is gone: what still ends then must not bring a folder of its log back. */
  const sampleLog: Log = {
    folder: log.folder,
    event: (name, facts) => {
      if (made) log.event(name, facts);
    },
    incident: (where, error) => (made ? log.incident(where, error) : ''),
  };

  const ways: Ways = {
    openSample: async (language: Language): Promise<void> => {
      sweep();
      claimSampleFolder(data);
      const lent = samplePlatform(platform);
      const core = createCore({ platform: lent, log: sampleLog, files, emit, ways, sample: true });
      made = core;
      try {
        await makeSample(core.gate, lent, { language, look: readAppearance(data) });
      } catch (error) {
        dropSample();
        throw error;
      } finally {
        emit('changed', everything);
      }
    },
    leaveSample: (): void => {
      own ??= openOwn();
      dropSample();
      emit('changed', everything);
    },
  };

  if (sample) {
    ways.openSample(usualLanguage(data)).catch((error: unknown) => {
      log.incident('sample', error);
      own ??= openOwn();
      emit('changed', everything);
    });
  } else {
    own = openOwn();
    sweep();
  }

  return {
    dispatch: (channel, input) => current().dispatch(channel, input),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    files,
    get jobs() {
      return current().jobs;
    },
    get gate() {
      return current().gate;
    },
    close: () => {
      if (made) dropSample();
      own?.close();
      own = null;
    },
  };
}

import type { Page } from 'playwright-core';

/** Milliseconds that the page's main thread worked itself: a busy machine does not make them more. */
export interface Work {
  /** Scripted work of each frame in which there was any. */
  scripts: number[];
  tasks: number[];
}

/** What the page's main thread worked while something was done in the window. */
export async function traceWork(page: Page, act: () => Promise<void>): Promise<Work> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as TraceEvent[])));
  const categories = 'devtools.timeline,toplevel';
  await session.send('Tracing.start', { transferMode: 'ReportEvents', categories });
  await act();
  const complete = new Promise((end) => session.once('Tracing.tracingComplete', end));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return workIn(events);
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds: when it began, how long it lasted, how long its thread worked. */
  ts: number;
  dur?: number;
  tdur?: number;
  args: { name?: string };
}

const scripted = new Set([
  'EventDispatch',
  'FunctionCall',
  'FireAnimationFrame',
  'TimerFire',
  'RunMicrotasks',
  'EvaluateScript',
]);

/** Work of the page's main thread, by its tasks: what ran inside another script is counted once. */
function workIn(events: readonly TraceEvent[]): Work {
  const pages = new Set(events.filter((one) => one.name === 'FireAnimationFrame').map((one) => one.pid));
  const main = events.find(
    (one) => one.name === 'thread_name' && one.args.name === 'CrRendererMain' && pages.has(one.pid),
  );
  const own = events.filter((one) => one.ph === 'X' && one.pid === main?.pid && one.tid === main?.tid);
  const endOf = (one: TraceEvent): number => one.ts + (one.dur ?? 0);
  const worked = (one: TraceEvent): number => (one.tdur ?? one.dur ?? 0) / 1000;
  const tasks = own.filter((one) => one.name.endsWith('RunTask'));
  // Each frame ends by its layers being handed on.
  const frames = own.filter((one) => one.name === 'Layerize').map((one) => one.ts);
  const scripts = own
    .filter((one) => scripted.has(one.name))
    .sort((a, b) => a.ts - b.ts || endOf(b) - endOf(a));
  const sums = new Map<number, number>();
  let end = 0;
  for (const one of scripts) {
    if (one.ts < end) continue;
    end = endOf(one);
    const frame = frames.findLastIndex((start) => start <= one.ts);
    sums.set(frame, (sums.get(frame) ?? 0) + worked(one));
  }
  if (tasks.length === 0 || frames.length === 0) throw new Error('the trace tells of no frame');
  return { scripts: [...sums.values()], tasks: tasks.map(worked) };
}

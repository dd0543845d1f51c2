/** A worker that is asked by turns: each question has a number, and its answer carries it. */
export interface Asked<Task, Answer> {
  ask(task: Task, transfer?: Transferable[]): Promise<Answer>;
  /** Says something that has no answer of its own. */
  tell(message: unknown): void;
  end(): void;
}

export function askWorker<Task extends object, Answer>(
  worker: Worker,
  hear: (message: unknown) => void = () => undefined,
): Asked<Task, Answer> {
  let turns = 0;
  const open = new Map<number, { done: (answer: Answer) => void; failed: (error: Error) => void }>();
  worker.onmessage = ({ data }: MessageEvent<{ turn?: number; answer?: Answer; failure?: string }>) => {
    if (data.turn === undefined) return hear(data);
    const waiting = open.get(data.turn);
    open.delete(data.turn);
    if (data.failure !== undefined) waiting?.failed(new Error(data.failure));
    else waiting?.done(data.answer as Answer);
  };
  const fail = (message: string): void => {
    for (const waiting of open.values()) waiting.failed(new Error(message));
    open.clear();
  };
  worker.onerror = (event) => {
    event.preventDefault();
    fail(event.message);
  };
  return {
    ask: (task, transfer = []) =>
      new Promise((done, failed) => {
        const turn = ++turns;
        open.set(turn, { done, failed });
        worker.postMessage({ ...task, turn }, transfer);
      }),
    tell: (message) => worker.postMessage(message),
    end: () => {
      worker.terminate();
      fail('ended');
    },
  };
}

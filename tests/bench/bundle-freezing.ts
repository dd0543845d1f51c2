import { freezeNext } from '../../src/main/bundles/outbox.ts';
import { foldersOf, openVault } from '../../src/main/database/vault.ts';
import { clockAt, pathsOf, testPlatform } from '../support/platform.ts';

/** Freezes a center's whole log and prints how far memory rose above idle (kB) and how long the main thread was busy at most (ms). */
const [folder = '', key = ''] = process.argv.slice(2);
const platform = testPlatform(pathsOf(folder), clockAt(new Date().toISOString()), null);
const folders = foldersOf(platform.paths.data);
const vault = await openVault(platform, folders, Buffer.from(key, 'hex'), () => {});
await new Promise((resolve) => setTimeout(resolve, 500));
const idle = process.memoryUsage.rss() / 1024;

const step = 1;
let [peak, longest, last, watching] = [0, 0, performance.now(), true];
const watch = (): void => {
  const now = performance.now();
  longest = Math.max(longest, now - last - step);
  last = now;
  peak = Math.max(peak, process.memoryUsage.rss() / 1024);
  if (watching) setTimeout(watch, step);
};
setTimeout(watch, step);
const bundle = await freezeNext({ platform, folders, vault }, 'center', { files: true });
watch();
watching = false;
// The copy writes under a name of its own, which is a change too.
if ((bundle?.changes ?? 0) < 200_000) throw new Error(`${bundle?.changes} changes`);
process.stdout.write(JSON.stringify({ memory: peak - idle, longestTask: longest }));
vault.close();
process.exit(0);

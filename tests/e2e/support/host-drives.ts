import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

/**
 * Read by the host before its own code: sticks are the folders in the one of ROLLBOOK_TEST_DRIVES. On Linux they
 * appear below `/media`, in a folder of the person's name; her name leads out of there.
 */
const real = os.userInfo;
const username = `..${process.env.ROLLBOOK_TEST_DRIVES ?? ''}`;
os.userInfo = ((...options: Parameters<typeof os.userInfo>) => ({
  ...real(...options),
  username,
})) as typeof os.userInfo;
syncBuiltinESMExports();

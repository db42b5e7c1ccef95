/**
 * A service over the embedded store, with an outside watch that hears from it every 100 ms. Runs the build (the folder `dist` is
 * the first argument) in the folder of the second; the third is the URL of the watch. Told to over IPC it blocks its event loop for
 * 3 s, or gets no answer from its store any more. In plain JavaScript, for `node` runs it as it stands.
 */
import { pathToFileURL } from 'node:url';

const [, , dist, folder, url] = process.argv;
const built = (path) => import(new URL(path, pathToFileURL(`${dist}/`)));
const { builtCatalog, silentLog } = await built('src/cli/stage.js');
const { openService, openStorage } = await built('src/service/service.js');
const { createRunningClock } = await built('src/adapters/rehearsal/clock.js');
const { createHeartbeat } = await built('src/adapters/heartbeat/heartbeat.js');

const storage = await openStorage(folder);
const silence = new Promise(() => {});
let hangs = false;
/** What a store whose thread has stopped is to everybody else. */
const store = new Proxy(storage.store, {
  get(target, name) {
    const value = Reflect.get(target, name);
    return typeof value === 'function' ? (...given) => (hangs ? silence : value.apply(target, given)) : value;
  },
});
const service = openService({
  ...{ ...storage, store, log: silentLog, channels: [] },
  catalog: { ...(await builtCatalog()), rules: [] },
  clock: createRunningClock(0, async () => {}),
  watch: { heartbeat: createHeartbeat(url), everyMs: 100 },
});
service.start();
process.on('message', (what) => {
  if (what === 'block the loop') for (const end = Date.now() + 3_000; Date.now() < end; );
  if (what === 'hang the store') hangs = true;
});

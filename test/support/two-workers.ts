import type { App } from '../../src/app/create-app.ts';
import { openService, type Service, type ServiceOptions } from '../../src/service/service.ts';
import { memorySpool } from './app.ts';
import { memoryKeys } from './memory-keys.ts';
import { memoryEngine } from './memory-store.ts';
import type { OpenStorage } from './storage.ts';

/** How often each of the two did something. */
export interface Shares {
  readonly done: [number, number];
}

/**
 * Two workers on one store, as two processes would be, in place of one: whatever comes goes to them in turn, and both look for what is
 * due and for what is to be sent at the same moment. Each has a handle of its own on the store.
 */
export function twoWorkers(): {
  readonly openStorage: OpenStorage;
  readonly open: (options: ServiceOptions) => Service;
} & Shares {
  const [engine, keys] = [memoryEngine(), memoryKeys()];
  const spools = [memorySpool(), memorySpool()] as const;
  const done: [number, number] = [0, 0];
  let turn: 0 | 1 = 0;
  const openStorage: OpenStorage = async () => ({ store: engine.open(), keys, spool: spools[0] });
  function open(options: ServiceOptions): Service {
    const first = openService(options);
    const second = openService({ ...options, store: engine.open(), spool: spools[1] });
    const apps = [first.app, second.app] as const;
    const inTurn =
      (name: keyof App) =>
      (...given: never[]) => {
        turn = turn === 0 ? 1 : 0;
        done[turn] += 1;
        return (apps[turn][name] as (...given: never[]) => unknown)(...given);
      };
    const together = (name: 'runDue' | 'drained') => async () =>
      void (await Promise.all(apps.map((app) => app[name]())));
    const app = new Proxy(first.app, {
      get: (target, name: keyof App) =>
        name === 'runDue' || name === 'drained'
          ? together(name)
          : typeof target[name] === 'function'
            ? inTurn(name)
            : target[name],
    });
    return {
      ...{ app, health: first.health },
      start: () => {
        first.start();
        second.start();
      },
      async stop() {
        await first.stop();
        await second.stop();
      },
    };
  }
  return { openStorage, open, done };
}

import type { App } from '../../app/create-app.ts';
import type { Channel } from '../../ports/channel.ts';
import type { Routes } from '../http/route.ts';

/** One configured edge: the channels it carries, and the routes that providers or clients post to. */
export interface Edge {
  readonly channels: readonly Channel[];
  routes(app: App): Routes;
}

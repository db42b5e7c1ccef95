import type { App } from '../../app/create-app.ts';
import type { Channel } from '../../ports/channel.ts';
import type { NoticeChannel } from '../../ports/notices.ts';
import type { Routes } from '../http/route.ts';

/** One configured edge: the channels it carries, and the routes that providers or clients post to. */
export interface Edge {
  readonly channels: readonly Channel[];
  /** Ways to people on call that it carries. */
  readonly notices?: readonly NoticeChannel[];
  routes(app: App): Routes;
}

import type { App } from '../../app/create-app.ts';
import type { BotFramework } from '../../ports/bot-framework.ts';
import type { DirectLine } from '../../ports/direct-line.ts';
import type { Log } from '../../ports/log.ts';
import type { Routes } from '../http/route.ts';
import { botFrameworkRoutes } from './bot-framework.ts';
import { directLineRoutes } from './direct-line.ts';
import { healthRoutes } from './health.ts';
import { metricsRoutes } from './metrics.ts';
import { type TryStage, tryRoutes } from './try.ts';

/** What the configuration turns on. */
export interface Edges {
  readonly metrics?: { readonly text: Parameters<typeof metricsRoutes>[0]; readonly token: string | null } | undefined;
  readonly directLine?: DirectLine | undefined;
  readonly stage?: TryStage | undefined;
  readonly bot?: BotFramework | undefined;
}

/** Every route of the service, for what is turned on. Nothing starts. */
export const everyRoute = (app: App, { metrics, directLine, stage, bot }: Edges, log: Log): readonly Routes[] => [
  healthRoutes(app),
  ...(metrics ? [metricsRoutes(metrics.text, metrics.token)] : []),
  ...(directLine ? [directLineRoutes(app, directLine, log)] : []),
  ...(stage ? [tryRoutes(app, stage)] : []),
  ...(bot ? [botFrameworkRoutes(app, bot)] : []),
];

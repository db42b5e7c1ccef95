import type { App } from '../../app/create-app.ts';
import type { Routes } from '../http/route.ts';
import { type ConsoleStage, consoleRoutes } from './console/console.ts';
import type { Edge } from './edge.ts';
import { fileRoutes } from './files.ts';
import { healthRoutes } from './health.ts';
import { metricsRoutes } from './metrics.ts';
import { tryRoutes } from './try.ts';
import type { TryStage } from './try-stage.ts';

/** What the configuration turns on. */
export interface TurnedOn {
  readonly metrics?: { readonly text: Parameters<typeof metricsRoutes>[0]; readonly token: string | null } | undefined;
  readonly stage?: TryStage | undefined;
  readonly edges: readonly Edge[];
  /** The counselor's console. */
  readonly console?: ConsoleStage | undefined;
}

/** Every route of the service, for what is turned on. Nothing starts. */
export const everyRoute = (app: App, { metrics, stage, edges, console }: TurnedOn): readonly Routes[] => [
  healthRoutes(app),
  fileRoutes(app),
  ...(console ? [consoleRoutes(app, console)] : []),
  ...(metrics ? [metricsRoutes(metrics.text, metrics.token)] : []),
  ...(stage ? [tryRoutes(app, stage)] : []),
  ...edges.map(({ routes }) => routes(app)),
];

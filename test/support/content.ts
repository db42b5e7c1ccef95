import { join } from 'node:path';
import { type LoadedContent, openContent } from '../../src/content/open.ts';
import { contentDir, root } from './places.ts';

/** What the build has compiled; content that changed since is compiled again. */
export const builtContent = { folder: join(root, 'dist', 'content'), whenStale: 'compile', told: () => {} } as const;

/** The real content and the rules of the screening. */
export const theContent = (): Promise<LoadedContent> => openContent(contentDir, builtContent);

import { type Catalog, loadCatalog } from '../../src/service/service.ts';
import { builtContent } from './content.ts';
import { contentDir, dialogsDir } from './places.ts';

/** The real catalog: content, dialogs, screening. */
export const theCatalog = (): Promise<Catalog> => loadCatalog(contentDir, dialogsDir, builtContent);

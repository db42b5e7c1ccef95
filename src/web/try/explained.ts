import { kept } from '../shared/prefs.ts';

/** Whether the newcomer has put the explainer away. */
export const explained = kept<'yes' | 'no'>('explained', (text) => (text === 'yes' ? 'yes' : 'no'));

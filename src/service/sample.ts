import type { App } from '../app/create-app.ts';
import type { CoupleSpec } from '../app/enrolment/enrol.ts';

/** Alex and Sam, the couple of the try page. */
export const sampleZone = 'America/Chicago';

const both = {
  channel: 'direct-line',
  language: 'en',
  zone: sampleZone,
  privatePhone: true,
  checkIn: '20:00',
} as const;

/** Their users' ids. */
export const sampleUsers = ['alex', 'sam'] as const;

/** Alex and Sam as they are enrolled. */
export const sampleCouple: CoupleSpec = {
  caseCode: 'C-001',
  relationship: 'romantic',
  a: { ...both, name: 'Alex', address: 'alex', detox: '2025-06-01' },
  b: { ...both, name: 'Sam', address: 'sam' },
};

/** The sample couple's id; enrols it where it is not there yet. */
export async function ensureSampleCouple(app: App): Promise<string> {
  const known = await app.whose('direct-line', 'alex');
  return known ? known.id : app.enrol(sampleCouple);
}

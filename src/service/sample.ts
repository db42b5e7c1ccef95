import type { App } from '../app/create-app.ts';

/** Alex and Sam, the couple of the try page. */
export const sampleZone = 'America/Chicago';

/** The sample couple's id; enrols it where it is not there yet. */
export async function ensureSampleCouple(app: App): Promise<string> {
  const known = await app.whose('direct-line', 'alex');
  if (known) return known.id;
  const both = {
    channel: 'direct-line',
    language: 'en',
    zone: sampleZone,
    privatePhone: true,
    checkIn: '20:00',
  } as const;
  return app.enrol({
    caseCode: 'C-001',
    relationship: 'romantic',
    a: { ...both, name: 'Alex', address: 'alex' },
    b: { ...both, name: 'Sam', address: 'sam' },
  });
}

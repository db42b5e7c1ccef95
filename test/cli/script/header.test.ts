import { describe, expect, test } from '@jest/globals';
import { readHeader } from '../../../src/cli/script/header.ts';

describe('the couple line', () => {
  test('names two partners and their channels; the rest has defaults', () => {
    const alex = {
      ...{ name: 'alex', channel: 'sms', language: 'en', zone: 'America/Chicago', country: 'US' },
      ...{ privatePhone: true, checkIn: '20:00', enrolled: true, also: null, detox: null },
    };
    expect(readHeader('alex=sms sam=teams')).toEqual({
      ...{
        zone: 'America/Chicago',
        relationship: 'romantic',
        mode: 'closed',
        outside: false,
        plan: null,
        alone: false,
        days: [],
      },
      partners: [alex, { ...alex, name: 'sam', channel: 'teams' }],
    });
  });
  test('sets options for both, and for one of them', () => {
    const header = readHeader(
      'ana=slack bo=direct-line zone=Europe/Madrid locale=es bo.locale=en bo.private=no bo.zone=UTC country=ES check-in=19:30 ana.check-in=none relationship=friends mode=open',
    );
    expect(header).toMatchObject({ zone: 'Europe/Madrid', relationship: 'friends', mode: 'open' });
    expect(header.partners[0]).toMatchObject({
      language: 'es',
      zone: 'Europe/Madrid',
      privatePhone: true,
      checkIn: null,
    });
    expect(header.partners[1]).toMatchObject({ language: 'en', zone: 'UTC', privatePhone: false, checkIn: '19:30' });
  });
  test.each([
    ['none', [false, false]],
    ['alex', [true, false]],
    ['sam', [false, true]],
    ['both', [true, true]],
  ])('says who is enrolled: %s', (who, enrolled) => {
    expect(readHeader(`alex=sms sam=sms enrolled=${who}`).partners.map((each) => each.enrolled)).toEqual(enrolled);
  });
  test.each([
    ['alex=sms', 'name two partners'],
    ['alex=sms sam=sms kim=sms', 'name two partners'],
    ['alex=sms sam=pigeon', 'sam is no option'],
    ['alex=sms sam=sms colour=red', 'colour is no option'],
    ['alex=sms sam=sms constructor=red', 'constructor is no option'],
    ['alex=sms coach=sms', 'coach is no option'],
    ['alex=sms sam=sms kim.locale=es', 'no partner has this name'],
    ['alex=sms sam=sms alex.mode=open', 'alex.mode is no option'],
    ['alex=sms sam=sms zone=Mars/Base', 'zone must be'],
    ['alex=sms sam=sms zone', 'zone must be'],
    ['alex=sms sam=sms locale=de', 'locale must be en, es'],
    ['alex=sms sam=sms private=maybe', 'private must be yes, no'],
    ['alex=sms sam=sms relationship=foes', 'relationship must be'],
    ['alex=sms sam=sms check-in=24:00', 'check-in must be'],
    ['alex=sms sam=sms country=usa', 'country must be'],
    ['alex=sms sam=sms enrolled=kim', 'enrolled is both, none or a name'],
    ['alex=sms sam=sms mode=open mode=closed', 'said twice'],
    ['alex=sms alex=teams', 'said twice'],
  ])('is refused: %s', (written, problem) => {
    expect(() => readHeader(written)).toThrow(expect.objectContaining({ code: 'SCRIPT_INVALID' }));
    expect(() => readHeader(written)).toThrow(problem);
  });
  test('tells all that is wrong with it at once', () => {
    expect(() => readHeader('alex=sms sam=sms colour=red locale=de')).toThrow(/colour.*; locale/);
  });
});

import { expect, test } from '@jest/globals';
import { createFrontOf } from '../../../src/server/http/front.ts';

const https = { 'x-forwarded-proto': 'https' };
const of = (trusted: readonly string[], remote: string, headers = {}) => createFrontOf(trusted)(remote, headers);

test('nobody is believed but a trusted proxy', () => {
  expect(of([], '203.0.113.9', https)).toEqual({ from: '203.0.113.9', front: { isHttps: false, isHere: false } });
  expect(of([], '127.0.0.1', https).front).toEqual({ isHttps: false, isHere: false });
  expect(of(['10.0.0.0/8'], '10.1.2.3', https).front.isHttps).toBe(true);
  expect(of(['10.0.0.0/8'], '11.1.2.3', https).front.isHttps).toBe(false);
  expect(of(['fd00::/8'], 'fd00::1', https).front.isHttps).toBe(true);
});

test('this machine itself is here as long as nothing was forwarded, and an IPv4 address is one however it is written', () => {
  for (const remote of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
    expect(of([], remote).front.isHere).toBe(true);
    for (const name of ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'])
      expect(of([], remote, { [name]: 'x' }).front.isHere).toBe(false);
  }
  expect(of(['10.0.0.1'], '::ffff:10.0.0.1', https)).toMatchObject({ from: '10.0.0.1', front: { isHttps: true } });
});

test('who asks is the newest hop that is no proxy of ours: what a client writes before it counts for nothing', () => {
  const from = (hops: string) => of(['10.0.0.0/8'], '10.0.0.1', { ...https, 'x-forwarded-for': hops }).from;
  expect(from('198.51.100.7')).toBe('198.51.100.7');
  expect(from('1.1.1.1, 198.51.100.7, 10.0.0.2')).toBe('198.51.100.7');
  expect(from('')).toBe('10.0.0.1');
});

import { describe, expect, test } from '@jest/globals';
import { createOnwardTime, createSteadyTime } from '../../src/adapters/clock/machine-time.ts';

const hour = 3_600_000;

/** A machine whose clock can be set. */
function aMachine() {
  const at = { wall: 1_000 * hour, ran: 5 };
  return {
    wall: () => at.wall,
    running: () => at.ran,
    pass(ms: number) {
      at.wall += ms;
      at.ran += ms;
    },
    set(ms: number) {
      at.wall += ms;
    },
  };
}

describe('real time', () => {
  test('runs on as it began, whatever the clock is set to', () => {
    const machine = aMachine();
    const real = createSteadyTime(machine);
    const began = real();
    for (const step of [hour, -2 * hour, hour]) {
      machine.set(step);
      machine.pass(1_000);
    }
    expect(real() - began).toBe(3_000);
  });
});

describe('the time of couples', () => {
  test('is the machine’s, forth at once', () => {
    const machine = aMachine();
    const now = createOnwardTime(machine);
    machine.pass(500);
    expect(now()).toBe(machine.wall());
    machine.set(hour);
    expect(now()).toBe(machine.wall());
  });

  test('goes on at half its pace where the clock was set back, until that has caught up', () => {
    const machine = aMachine();
    const now = createOnwardTime(machine);
    const before = now();
    machine.set(-hour);
    expect(now()).toBe(before);
    machine.pass(10 * 60_000);
    expect(now() - before).toBe(5 * 60_000);
    for (let minute = 0; minute < 120; minute += 1) {
      machine.pass(60_000);
      now();
    }
    expect(now()).toBe(machine.wall());
  });

  test('believes a clock that is set back by more than half a day', () => {
    const machine = aMachine();
    const now = createOnwardTime(machine);
    machine.set(10_000 * hour);
    now();
    machine.set(-10_000 * hour);
    expect(now()).toBe(machine.wall());
  });
});

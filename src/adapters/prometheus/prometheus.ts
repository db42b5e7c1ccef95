import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type CounterName, counters, type DurationName, durations, levelsRead, type Meter } from '../../ports/meter.ts';

/** Seconds. A turn is far below 5 ms, a crisis notice has 250 ms, a provider has seconds. */
const buckets = [0.001, 0.005, 0.025, 0.1, 0.25, 1, 5, 30];
/** More label sets of one metric than this are one: `other`. */
const mostLabelSets = 300;

export interface Prometheus {
  readonly meter: Meter;
  readonly contentType: string;
  /** All metrics in the text format of Prometheus. */
  text(): Promise<string>;
}

/** A meter that Prometheus can read, with the process's own figures. Names begin with `coach_`. */
export function createPrometheus(): Prometheus {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'coach_' });
  const counting = mapOf(counters, (name: CounterName, labelNames) => {
    const help = `How often: ${name} by ${labelNames.join(', ')}.`;
    const counter = new Counter({ name: `coach_${name}_total`, help, labelNames, registers: [registry] });
    return remembered(labelNames, (labels) => counter.labels(...labels));
  });
  const timing = mapOf(durations, (name: DurationName, labelNames) => {
    const help = `Seconds: ${name}.`;
    const histogram = new Histogram({
      name: `coach_${name}_seconds`,
      help,
      labelNames,
      buckets,
      registers: [registry],
    });
    return remembered(labelNames, (labels) => histogram.labels(...labels));
  });
  const meter: Meter = {
    count: (name, ...labels) => counting[name](labels).inc(),
    took: (name, seconds, ...labels) => timing[name](labels).observe(Math.max(0, seconds)),
    level(name, read) {
      const label = levelsRead[name];
      const labelNames = label === null ? [] : [label];
      const collect = async function (this: Gauge): Promise<void> {
        this.reset();
        for (const [value, amount] of Object.entries(await read())) {
          if (label === null) this.set(amount);
          else this.set({ [label]: bounded(value) }, amount);
        }
      };
      new Gauge({ name: `coach_${name}`, help: `Now: ${name}.`, labelNames, collect, registers: [registry] });
    },
  };
  return { meter, contentType: registry.contentType, text: () => registry.metrics() };
}

/** A label is a short word of letters, digits and marks between them: nothing a person writes or is called by. Pure. */
const bounded = (value: string): string =>
  /^[A-Za-z][A-Za-z0-9_.-]{0,31}$|^\d{3,5}$/.test(value) ? value : value === '' ? 'none' : 'other';

/** Children by their labels, so that a turn makes no objects. */
function remembered<Child>(names: readonly string[], make: (labels: string[]) => Child) {
  const children = new Map<string, Child>();
  return (labels: readonly string[]): Child => {
    const key = labels.length === 1 ? (labels[0] as string) : labels.join('\n');
    const known = children.get(key);
    if (known) return known;
    const full = children.size >= mostLabelSets;
    const values = names.map((_, index) => (full ? 'other' : bounded(labels[index] ?? '')));
    const child = make(values);
    if (!full) children.set(key, child);
    return child;
  };
}

function mapOf<Name extends string, Value>(
  names: Readonly<Record<Name, readonly string[]>>,
  make: (name: Name, labelNames: string[]) => Value,
): Record<Name, Value> {
  const entries = (Object.keys(names) as Name[]).map((name) => [name, make(name, [...names[name]])]);
  return Object.fromEntries(entries) as Record<Name, Value>;
}

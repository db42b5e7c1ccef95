import { z } from 'zod';
import type { Report } from './problems.ts';
import { shaped, type YamlFile } from './yaml-file.ts';

/** The entry of a text file that is no text: what opens its dialog, and its place where things to do are listed. */
export const opensId = 'opens';

const line = z.string().trim().min(1);
const opensSchema = z.strictObject({
  label: line
    .max(24, 'a label in a list of things to do is 24 letters at most')
    .regex(/^(?!.*<\/?[a-z])[^{}]*$/i, 'labels take no {arguments} and no <marks>')
    .optional(),
  words: z.array(line).min(1),
  alone: z.literal(true).optional(),
});

/**
 * How a dialog is opened: words and sentences that do, at any moment; `label`: its name where things to do are listed; `alone`: it is
 * among those that the plan offers to each alone.
 */
export type Opens = z.infer<typeof opensSchema>;

/** The entry of a file; null where there is none, or it is broken, which is then reported. */
export const readOpens = (yaml: YamlFile, value: unknown, report: Report): Opens | null =>
  value === undefined ? null : shaped(yaml, [opensId], value, opensSchema, report);

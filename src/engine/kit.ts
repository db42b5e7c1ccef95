/**
 * What a dialog is written with, and all that it may import. A dialog is data: its actions, guards and delays are all
 * named, so that it can be drawn, searched, stored, compared and checked. See CONTRIBUTING, "A new dialog".
 */
export { z } from 'zod';
export { hours, minutes } from '../domain/duration.ts';
export { barred } from './machine/barred.ts';
export { defineDialog, question } from './machine/define.ts';
export type { DialogState, QuestionState, Transition } from './machine/dialog.ts';
export {
  above,
  answered,
  ask,
  below,
  beside,
  between,
  by,
  crisis,
  decline,
  fact,
  file,
  finish,
  flawed,
  forget,
  give,
  hold,
  is,
  keep,
  knows,
  lacks,
  later,
  learn,
  letGo,
  note,
  open,
  page,
  partWays,
  passOn,
  remember,
  say,
  set,
  setting,
  share,
  stay,
} from './machine/vocabulary.ts';

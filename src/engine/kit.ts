/**
 * What a dialog is written with, and all that it may import. A dialog is data: its actions, guards and delays are all
 * named, so that it can be drawn, searched, stored, compared and checked. See CONTRIBUTING, "A new dialog".
 */
export { z } from 'zod';
export { hours, minutes } from '../domain/duration.ts';
export { barred, barredTo, blamed } from './machine/barred.ts';
export { defineDialog, inTurn, question } from './machine/define.ts';
export type { DialogState, QuestionState, Transition } from './machine/dialog.ts';
export { crosses, eachWrites, stretch } from './machine/each-writes.ts';
export { parts, without } from './machine/parts.ts';
export {
  above,
  all,
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
  has,
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
  unlearn,
} from './machine/vocabulary.ts';

import type { QuestionKind } from '../../../domain/frame.ts';
import { choice } from './choice.ts';
import { city } from './city.ts';
import { date } from './date.ts';
import { day } from './day.ts';
import type { AnswerKind } from './kind.ts';
import { leading } from './leading.ts';
import { pin } from './pin.ts';
import { scale } from './scale.ts';
import { several } from './several.ts';
import { span } from './span.ts';
import { text } from './text.ts';

/** How each kind of answer is read, and what can be read. A new kind is a file here, and its name in `domain/frame.ts`. */
export const answerKinds: Readonly<Record<QuestionKind, AnswerKind>> = {
  choice,
  leading,
  several,
  scale,
  text,
  date,
  day,
  city,
  pin,
  span,
};

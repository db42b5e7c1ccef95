import { families } from '../../domain/screening.ts';
import { distresses } from '../../domain/tells.ts';
import { waitingWordings } from '../alert/tell-waiting.ts';

/** The texts the conductor itself says. */
export const conductorTexts: readonly string[] = [
  'coach.back',
  'coach.cancelled',
  'coach.cannot-go-back',
  'coach.cannot-skip',
  'coach.city-heard',
  'coach.claimed',
  'coach.closed',
  'coach.code-later',
  'coach.code-unknown',
  'coach.fallback',
  'coach.fallback-night',
  'coach.find-time',
  'coach.for-two',
  'coach.handed-back',
  'coach.hello',
  'coach.help',
  'coach.joined',
  'coach.neutral',
  'coach.not-understood',
  'coach.not-here',
  'coach.not-told',
  'coach.nothing-paused',
  'coach.nudges-resumed',
  'coach.nudges-stopped',
  'coach.paused',
  'coach.pin',
  'coach.question-over',
  'coach.restarted',
  'coach.resumed',
  'coach.started',
  'coach.still-open',
  'coach.stopped',
  'coach.stranger',
  'coach.taken-over',
  'coach.too-fast',
  'coach.trouble',
  'coach.unlocked',
  'coach.which-city',
  'consent.again',
  'crisis-self.heard',
  'crisis-self.worse',
  'crisis-stay.follow-up',
  'note.from',
  'note.gone',
  'crisis-violence.again',
  'crisis-violence.own-act-again',
  'gate.not-today',
  'break.told',
  'return.missed',
  'return.ended',
  'rituals.reached',
  'part-ways.closed',
  ...distresses.map((kind) => `distress.${kind}`),
  ...waitingTexts(),
];

/** Per family: said when more of it comes, when no human answers, and when no dialog can run. */
export const familyTexts = families.flatMap((family) => {
  const texts = family === 'violence' ? ['bare', 'beside'] : ['again', 'automatic', 'bare', 'beside'];
  return texts.map((text) => `crisis-${family}.${text}`);
});

/** Every wording of what is said while nobody has come. */
function waitingTexts(): readonly string[] {
  return Object.entries(waitingWordings).flatMap(([level, count]) =>
    Array.from({ length: count }, (_, index) => `coach.waiting-${level}-${index + 1}`),
  );
}

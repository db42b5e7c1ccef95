import type { JSX } from 'preact';
import { channelNames } from '../../../domain/channel.ts';
import type { TogetherView } from '../../../domain/console/couples.ts';
import { beginsBy } from '../../../domain/exercise.ts';
import { n, t } from '../texts.ts';

/** What each exercise says of itself, and whether it is offered to these two. */
export function Exercises({ all }: { readonly all: TogetherView['exercises'] }): JSX.Element {
  return (
    <details>
      <summary>{t('exercises')}</summary>
      <p class="hint">{t('exercises.hint')}</p>
      {all.map((each) => (
        <section key={each.name} aria-label={each.name}>
          <h3>
            {each.name} <span class="faint">{n('exercise.minutes', each.minutes)}</span>
            {!each.isOffered && <strong class="bad"> · {t('exercise.not-here')}</strong>}
          </h3>
          <ul>
            {saidBy(each).map(([what, said]) => (
              <li key={what}>
                {what}: {said}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </details>
  );
}

/** What it says, each with its heading. */
const saidBy = (exercise: TogetherView['exercises'][number]): readonly (readonly [string, string])[] => [
  [
    t('exercise.begins'),
    [t(`begins.${beginsBy(exercise)}`), ...(exercise.waits ? [t('begins.opened')] : [])].join(', '),
  ],
  [t('exercise.not-for'), exercise.notFor.map((each) => t(`barred.${each}`)).join('; ') || t('exercise.nobody')],
  [t('exercise.on'), (exercise.channels ?? channelNames).map((each) => t(`channel.${each}`)).join(', ')],
  [
    t('exercise.pairs'),
    exercise.relationships?.map((each) => t(`relationship.${each}`)).join(', ') ?? t('exercise.all'),
  ],
  [t('exercise.crosses'), exercise.crosses.map((each) => t(`crosses.${each}`)).join('; ')],
];

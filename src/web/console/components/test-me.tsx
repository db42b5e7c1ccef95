import type { JSX } from 'preact';
import type { People } from '../../../domain/console/people.ts';
import { user } from '../state/session.ts';
import { useLoaded } from '../state/use-loaded.ts';
import { t } from '../texts.ts';
import { Way } from './way.tsx';

/** "Page me a test": through each of one's own ways. */
export function TestMe(): JSX.Element | null {
  const loaded = useLoaded<People>('people');
  const id = user.value?.id ?? '';
  const mine = loaded.value.value?.people.find((person) => person.id === id)?.onCall;
  if (!loaded.value.value) return null;
  return (
    <section class="card" aria-labelledby="test-title">
      <h2 id="test-title">{t('test-me.title')}</h2>
      <p class="hint">{t(mine && mine.ways.length > 0 ? 'test-me.what' : 'test-me.none')}</p>
      <ul class="ways">
        {mine?.ways.map((way) => (
          <Way key={way.id} person={id} way={way} />
        ))}
      </ul>
    </section>
  );
}

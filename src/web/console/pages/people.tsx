import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { People as AllPeople, PersonView } from '../../../domain/console/people.ts';
import { language } from '../../shared/prefs.ts';
import { languageName, wallTime } from '../../shared/time.ts';
import { AccountCard } from '../components/account-card.tsx';
import { NotHere, PageHead } from '../components/page-head.tsx';
import { AddWay, PersonForm } from '../components/person-form.tsx';
import { Trouble } from '../components/trouble.tsx';
import { useWork } from '../components/use-work.ts';
import { Way } from '../components/way.tsx';
import { call } from '../state/call.ts';
import { may } from '../state/session.ts';
import { useLoaded } from '../state/use-loaded.ts';
import { t } from '../texts.ts';

/** The people of the clinic: who can be called, by which ways, and who may do what here. */
export function People(): JSX.Element {
  const loaded = useLoaded<AllPeople>('people');
  const isAdding = useSignal(false);
  const all = loaded.value.value;
  if (!all) return <NotHere of={loaded} />;
  return (
    <section class="sheet-page">
      <PageHead title={t('nav.people')}>
        <button
          type="button"
          class="button button-main"
          aria-expanded={isAdding.value}
          onClick={() => {
            isAdding.value = !isAdding.value;
          }}
        >
          {t('people.add')}
        </button>
      </PageHead>
      {isAdding.value && (
        <PersonForm
          onDone={async () => {
            isAdding.value = false;
            await loaded.again();
          }}
        />
      )}
      <div class="cards">
        {all.people.map((person) => (
          <Card key={person.id} person={person} onChanged={loaded.again} />
        ))}
      </div>
    </section>
  );
}

interface Props {
  readonly person: PersonView;
  readonly onChanged: () => Promise<void>;
}

const Card = ({ person, onChanged }: Props): JSX.Element => (
  <section class="card" aria-labelledby={`person-${person.id}`}>
    <h2 id={`person-${person.id}`}>
      {person.name} <span class="faint">{person.id}</span>
    </h2>
    {person.onCall ? (
      <OnCall id={person.id} name={person.name} onCall={person.onCall} onChanged={onChanged} />
    ) : (
      <p class="faint">{t('people.not-on-call')}</p>
    )}
    {may('accounts') && <AccountCard person={person} onChanged={onChanged} />}
  </section>
);

interface OnCallProps {
  readonly id: string;
  readonly name: string;
  readonly onCall: NonNullable<PersonView['onCall']>;
  readonly onChanged: () => Promise<void>;
}

function OnCall({ id, name, onCall, onChanged }: OnCallProps): JSX.Element {
  const { busy, trouble, run } = useWork();
  const { role, zone, quietHours, ways } = onCall;
  const hour = (time: string): string => wallTime(time, language.value);
  const remove = (): void =>
    void run(async () => {
      await call(`people/${encodeURIComponent(id)}/remove`, {});
      await onChanged();
    });
  return (
    <>
      <p>
        {t(`role.${role}`)} · {languageName(onCall.language, language.value)} · <span class="faint">{zone}</span>
        {quietHours && ` · ${t('people.quiet', { from: hour(quietHours.from), to: hour(quietHours.to) })}`}
      </p>
      <ul class="ways">
        {ways.map((way) => (
          <Way key={way.id} person={id} way={way} onChanged={onChanged} />
        ))}
        {ways.length === 0 && <li class="bad">{t('people.no-way')}</li>}
      </ul>
      <AddWay person={id} onDone={onChanged} />
      <Trouble of={trouble} />
      <button
        type="button"
        class="button button-small"
        aria-disabled={busy.value}
        onClick={remove}
        aria-label={t('people.remove-of', { name })}
      >
        {t('people.remove')}
      </button>
    </>
  );
}

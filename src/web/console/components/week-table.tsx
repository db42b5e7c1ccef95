import type { JSX } from 'preact';
import type { OnCallWeek } from '../../../domain/console/on-call.ts';
import { duties } from '../../../domain/staff/rota.ts';
import { language } from '../../shared/prefs.ts';
import { moment } from '../../shared/time.ts';
import { t } from '../texts.ts';

/** The same week in words: who has which duty from when until when. A stretch without a primary is red, and says so. */
export function WeekTable({ rota: { pieces, gaps, people, zone } }: { readonly rota: OnCallWeek }): JSX.Element {
  const nameOf = (id: string | null): JSX.Element | string =>
    id === null ? (
      <span class="faint">{t('rota.nobody')}</span>
    ) : (
      (people.find((person) => person.id === id)?.name ?? id)
    );
  const when = (at: number): string => moment(at, zone, language.value);
  const isGap = (from: number, until: number): boolean => gaps.some((gap) => gap.from < until && from < gap.until);
  return (
    <details class="week-table">
      <summary>{t('rota.table')}</summary>
      <div class="table-place">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('rota.from')}</th>
              <th scope="col">{t('rota.until')}</th>
              {duties.map((duty) => (
                <th key={duty} scope="col">
                  {t(`duty.${duty}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pieces.map((piece) => (
              <tr key={piece.from} class={isGap(piece.from, piece.until) ? 'gap' : ''}>
                <td>{when(piece.from)}</td>
                <td>{when(piece.until)}</td>
                {duties.map((duty) => (
                  <td key={duty}>
                    {duty === 'primary' && isGap(piece.from, piece.until) ? (
                      <strong>{t('rota.nobody-works')}</strong>
                    ) : (
                      nameOf(piece[duty])
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

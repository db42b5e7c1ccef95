import { describe, expect, test } from '@jest/globals';
import { sealTap } from '../../../src/app/notices/token.ts';
import type { NoticeTap } from '../../../src/ports/notices.ts';
import { aNoticeWorld } from '../../support/notice-world.ts';

const hour = 3_600_000;
type World = Awaited<ReturnType<typeof aNoticeWorld>>;

describe('a tapped notice', () => {
  test('claims its case for whom it was sent to, and is shown as the case is now', async () => {
    const world = await aNoticeWorld();
    const alert = await world.alertBy();
    const { claim = '' } = world.tokens(alert, 'Lee', 'teams');
    const answer = await world.app.tap({ kind: 'teams', address: '29:lee', token: claim });
    expect(answer.said).toBe('You have C-017.');
    expect(answer.message).toMatchObject({ text: 'Lee has taken it.', acts: [], about: { state: 'claimed' } });
    expect(await world.alert(alert.id)).toMatchObject({ status: 'claimed', holder: 'Lee' });
    expect(await world.audit(alert.id)).toContain('claimed');
  });

  test('acknowledges its case, and still offers to claim it', async () => {
    const world = await aNoticeWorld();
    const alert = await world.alertBy();
    const { acknowledge = '' } = world.tokens(alert, 'Ana', 'slack');
    const { said, message } = await world.app.tap({ kind: 'slack', address: 'UANA', token: acknowledge });
    expect(said).toBe('Miras C-017. Sus plazos siguen hasta que alguien lo tome.');
    expect(message?.acts.map(({ act }) => act)).toEqual(['claim']);
    expect((await world.alert(alert.id)).acknowledgement?.by).toBe('Ana');
  });

  test('tells the loser of a race who has it: one winner each time, a hundred times', async () => {
    const world = await aNoticeWorld();
    const { id } = await world.alertBy();
    for (let round = 0; round < 100; round += 1) {
      const alert = await world.alert(id);
      const tap = (name: string, kind: 'teams' | 'slack', address: string) =>
        world.app.tap({ kind, address, token: world.tokens(alert, name, kind)['claim'] ?? '' });
      const said = (await Promise.all([tap('Lee', 'teams', '29:lee'), tap('Ana', 'slack', 'UANA')])).map(
        (each) => each.said,
      );
      const { holder } = await world.alert(id);
      expect(said).toEqual(
        holder === 'Lee'
          ? ['You have C-017.', 'Lee tiene C-017. Nada ha cambiado.']
          : ['Ana has C-017. Nothing was changed.', 'Tienes C-017.'],
      );
      await world.app.act(id, { type: 'release', by: holder ?? '' });
    }
  });

  test('does nothing more when it is pressed again: the same answer, and a line of the audit', async () => {
    const world = await aNoticeWorld();
    const alert = await world.alertBy();
    const token = world.tokens(alert, 'Lee', 'teams')['claim'] ?? '';
    const first = await world.app.tap({ kind: 'teams', address: '29:lee', token });
    const { version } = await world.alert(alert.id);
    const again = await world.app.tap({ kind: 'teams', address: '29:lee', token });
    expect(again.said).toBe(first.said);
    expect((await world.alert(alert.id)).version).toBe(version);
    expect(await world.audit(alert.id)).toContain('act-refused: again');
  });
});

describe('changes nothing, is answered and stands in an audit:', () => {
  /** The alert after a tap is the alert before it. */
  async function refused(tap: (world: World, id: string, token: string) => NoticeTap | Promise<NoticeTap>) {
    const world = await aNoticeWorld();
    const alert = await world.alertBy();
    const given = await tap(world, alert.id, world.tokens(alert, 'Lee', 'teams')['claim'] ?? '');
    const before = await world.alert(alert.id);
    const { said, message } = await world.app.tap(given);
    const { audit: _, ...after } = await world.alert(alert.id);
    const { audit: __, ...was } = before;
    expect(after).toEqual(was);
    const lines = (await world.audit(alert.id)).filter((line) => line.startsWith('act-refused'));
    return { said, message, lines, roster: world.fake.refused };
  }

  test('a callback that was tampered with', async () => {
    const { said, lines, roster } = await refused((_, __, token) => ({
      ...{ kind: 'teams', address: '29:lee', token: `${token.slice(0, -2)}AA` },
    }));
    expect(said).toBe('This button is not ours, or it was changed. Nothing was changed in the case.');
    expect([lines, roster]).toEqual([[], [{ person: 'lee', why: 'unreadable' }]]);
  });

  test('a token of nonsense, or none', async () => {
    for (const token of ['', '{}', 'x'.repeat(5_000), '~~~'])
      expect((await refused(() => ({ kind: 'slack', address: 'UANA', token }))).said).toBe(
        'Este botón no es nuestro, o alguien lo cambió. Nada ha cambiado en el caso.',
      );
  });

  test('a card that was passed on to a colleague', async () => {
    const { said, lines } = await refused((_, __, token) => ({ kind: 'slack', address: 'UANA', token }));
    expect([said, lines]).toEqual(['Este aviso era para otra persona. Nada ha cambiado.', ['act-refused: of-another']]);
  });

  test('a card that somebody unknown taps', async () => {
    const { said, lines, message } = await refused((_, __, token) => ({ kind: 'teams', address: '29:nobody', token }));
    expect([said, message]).toEqual(['This contact way is not on the list. Nothing was changed.', undefined]);
    expect(lines).toEqual(['act-refused: not-on-call']);
  });

  test('a card of another organisation', async () => {
    const { said, lines } = await refused((_, __, token) => ({
      kind: 'teams',
      address: '29:lee',
      token,
      foreign: true,
    }));
    expect([said, lines]).toEqual([
      'This contact way is not on the list. Nothing was changed.',
      ['act-refused: foreign'],
    ]);
  });

  test('a way that has ended, as a lost phone’s', async () => {
    const { lines } = await refused(async (world, _, token) => {
      await world.write('STOP', { channel: 'teams', address: '29:lee' });
      return { kind: 'teams', address: '29:lee', token };
    });
    expect(lines).toEqual(['act-refused: not-on-call']);
  });

  test('a notice that is more than a day old', async () => {
    const { said, lines } = await refused(async (world, _, token) => {
      await world.clock.moveTo(world.clock.now() + 24 * hour + 1);
      return { kind: 'teams', address: '29:lee', token };
    });
    expect([said, lines]).toEqual([
      'This notice is over. Look for a newer one. Nothing was changed.',
      ['act-refused: expired'],
    ]);
  });

  test('a notice of an occurrence that is over, though the case is open again', async () => {
    const { said, lines } = await refused(async (world, id, token) => {
      await world.app.act(id, { type: 'claim', by: 'Dana' });
      await world.app.act(id, { type: 'close', by: 'Dana', outcome: 'safe', followUp: null });
      await world.write('I want to kill myself tonight');
      expect((await world.alert(id)).occurrence).toBe(2);
      return { kind: 'teams', address: '29:lee', token };
    });
    expect([said, lines]).toEqual([
      'This notice is over. Look for a newer one. Nothing was changed.',
      ['act-refused: expired'],
    ]);
  });

  test('a notice of a case that is closed', async () => {
    const { said, lines } = await refused(async (world, id, token) => {
      await world.app.act(id, { type: 'claim', by: 'Dana' });
      await world.app.act(id, { type: 'close', by: 'Dana', outcome: 'safe', followUp: null });
      return { kind: 'teams', address: '29:lee', token };
    });
    expect([said, lines]).toEqual(['C-017 is closed. Nothing was changed.', ['act-refused: closed']]);
  });

  test('a token that names an alert that is not there', async () => {
    const { said } = await refused((world) => {
      const until = world.clock.now() + hour;
      const tap = { of: 'alert', id: 'none', occurrence: 1, act: 'claim', seen: 1, person: 'lee', until } as const;
      return { kind: 'teams', address: '29:lee', token: sealTap(world.writer.seal, tap) };
    });
    expect(said).toBe('This notice is over. Look for a newer one. Nothing was changed.');
  });

  test('a tap while nothing can be kept', async () => {
    const world = await aNoticeWorld();
    const alert = await world.alertBy();
    const token = world.tokens(alert, 'Lee', 'teams')['claim'] ?? '';
    world.store.gone = true;
    expect((await world.app.tap({ kind: 'teams', address: '29:lee', token })).said).toBe(
      'This did not work. Call your backup, or try again.',
    );
    world.store.gone = false;
    expect((await world.alert(alert.id)).holder).toBeNull();
  });
});

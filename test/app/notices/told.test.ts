import { describe, expect, test } from '@jest/globals';
import { aNoticeWorld } from '../../support/notice-world.ts';

describe('a crisis, once it is told', () => {
  test('reaches its primary with its code by text and its buttons by card, and nobody else yet', async () => {
    const world = await aNoticeWorld();
    const { code } = await world.alertBy();
    expect(world.notices().map(({ message }) => message.text)).toEqual([
      `It has just come in. Send ACK ${code} if you look at it. Send CLAIM ${code} to take it.`,
    ]);
    expect(world.notices('29:lee').map(({ message }) => message.acts.map(({ act }) => act))).toEqual([
      ['acknowledge', 'claim'],
    ]);
    expect(world.notices('+15550178')).toEqual([]);
  });

  test('keeps what its primary writes from there as a note, with what was heard in it, and gives the lines', async () => {
    const world = await aNoticeWorld();
    const { id, version } = await world.alertBy();
    await world.text('I called her, no answer. I can’t take this any more, I want to die');
    expect(world.answers()).toEqual([
      'I kept your words as a note on C-017. No one answers here. In danger? Call 911. To talk to a person, call or text 988.',
    ]);
    const [note] = await world.app.history(`turn|${id}|system`, 0);
    expect(note?.data).toMatchObject({
      event: 'note',
      by: 'Lee',
      level: expect.stringMatching(/urgent|emergency|same-day/),
    });
    expect(String(note?.data['words'])).toContain('I called her, no answer.');
    expect(await world.audit(id)).toContain('noted');
    expect((await world.alert(id)).version).toBe(version);
    // The partner is told nothing of it.
    expect(JSON.stringify(world.rehearsal.sent)).not.toContain('no answer');
  });

  test('keeps the words with the case that was told there last', async () => {
    const world = await aNoticeWorld();
    const first = await world.alertBy();
    await world.clock.moveTo(world.clock.now() + 60_000);
    const second = await world.alertBy('he hit me and I am scared of him');
    await world.text('on my way');
    const notes = await Promise.all([first, second].map(({ id }) => world.app.history(`turn|${id}|system`, 0)));
    expect(notes.map((each) => each.filter(({ data }) => data['event'] === 'note').length)).toEqual([0, 1]);
  });

  test('shows on the card who has taken it, whichever way they took it', async () => {
    const world = await aNoticeWorld();
    const { id, code } = await world.alertBy();
    await world.text(`CLAIM ${code}`);
    const cards = world.notices('29:lee');
    expect(cards).toHaveLength(2);
    expect(cards[1]).toMatchObject({ message: { text: 'Lee has taken it.', acts: [] } });
    expect(cards[1]?.changes).not.toBeNull();
    await world.app.act(id, { type: 'release', by: 'Lee' });
    await world.app.drained();
    const shown = world.notices('29:lee').map(({ message }) => [message.text, message.acts.length]);
    expect(shown.slice(2)).toContainEqual(['It has just come in.', 2]);
  });
});

describe('a notice that was lost after its provider took it', () => {
  const reportOf = (world: Awaited<ReturnType<typeof aNoticeWorld>>) => {
    const receipt = world.notices()[0]?.message.receipt;
    if (receipt === undefined) throw new Error('no report was asked for');
    return { channel: 'sms', receipt } as const;
  };

  test('stands on the timeline of its case', async () => {
    const world = await aNoticeWorld();
    const { id } = await world.alertBy();
    expect(await world.app.report({ ...reportOf(world), state: 'undelivered', code: '30003' })).toBe('noted');
    expect(await world.audit(id)).toContain('notice-failed');
    expect(world.fake.ended).toEqual([]);
  });

  test('ends the way where its provider says that nothing arrives there any more', async () => {
    const world = await aNoticeWorld();
    await world.alertBy();
    await world.app.report({ ...reportOf(world), state: 'failed', code: '21610', permanent: true, optedOut: true });
    expect(world.fake.ended).toEqual([{ way: 'sms-+15550177', code: '21610', optedOut: true }]);
  });

  test('of which a report was made up is not known', async () => {
    const world = await aNoticeWorld();
    const { id } = await world.alertBy();
    const { receipt, channel } = reportOf(world);
    const forged = { channel, receipt: `${receipt.slice(0, -2)}AA`, state: 'failed', permanent: true } as const;
    expect(await world.app.report(forged)).toBe('unknown');
    expect(world.fake.ended).toEqual([]);
    expect(await world.audit(id)).not.toContain('notice-failed');
  });
});

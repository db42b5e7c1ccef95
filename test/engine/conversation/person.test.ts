import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Content } from '../../../src/content/content.ts';
import { told } from '../../../src/domain/words.ts';
import { readPhrase } from '../../../src/engine/conversation/phrase.ts';
import { theEngine } from '../../support/engine.ts';

let content: Content;
beforeAll(async () => {
  ({ content } = await theEngine());
});

const commandOf = (text: string): string | null => {
  const phrase = readPhrase(told(text), 'en', content.words)?.phrase;
  return phrase && 'command' in phrase ? phrase.command : null;
};

const asking = [
  'COUNSELOR',
  'can I talk to a real person',
  'I want to talk to somebody',
  'Could I speak with my counselor please?',
  'i need to talk to someone',
  'is there a human I can talk to',
  'hey, is there anyone I can talk to?',
  "I'd rather talk to a person",
  "I'd like to speak to a counselor about last night",
  'can someone call me please',
  'could somebody from the clinic text me today',
  'let me talk to a human',
  'how do i talk to a counselor',
  'how can I reach my counselor?',
  'I want to see my counselor',
  'get me a human',
  'I need a counselor',
  'connect me to a person',
  'can you put me in touch with my counselor',
  'talk to a person',
  'please have my counselor call me',
  'I want someone to talk to me',
  'tell my counselor I need to talk',
  'I want a real person, not a bot',
  'i wanna talk to a real human being',
  "I'm trying to reach my counselor",
  'it was a long day. can i talk to somebody',
  'i think i need to talk to someone about this',
  'is it possible to talk to someone right now',
  'who can i talk to',
  'I need someone to talk to',
  'can we talk to a counselor today',
];

const telling = [
  'I talked to my counselor today',
  "I can't talk to anyone about this",
  'I was talking to somebody at work',
  "I don't want to talk to a counselor",
  'no, I want to talk to my wife',
  'my brother wants to talk to a person at the bank',
  'she needs to talk to someone',
  'he should talk to a counselor',
  'I wanted to talk to my counselor but she was out',
  'my counselor said I did well',
  'nobody talks to me',
  'I want to talk to someone who loves me',
  'we need to talk to each other more',
  'I never talk to people',
  'it helps to talk to somebody',
  'talking to someone helped me',
  'we argued because he talks to another person',
  'I met someone',
  'can I talk to him',
  'I would never call a counselor',
  'the counselor called me yesterday',
  'do I have to talk to a counselor',
  'I am not a person who talks',
  'someone called me at work',
  'I told a person at the store',
  'somebody that I used to know',
  'I hate when someone texts me late',
  'she is a good person',
  'my counselor is on vacation',
  'I want to be a better person',
  'if I talk to someone they will judge me',
  'what would a counselor say',
];

const pidiendo = [
  'CONSEJERÍA',
  'consejera',
  'necesito hablar con una persona',
  '¿puedo hablar con alguien?',
  'quiero hablar con mi consejera por favor',
  'quisiera hablar con un consejero',
  'hola, ¿se puede hablar con una persona real?',
  'me gustaría platicar con alguien',
  '¿cómo puedo hablar con mi consejero?',
  'pásame con una persona',
  'comuníqueme con un consejero por favor',
  'me puede llamar alguien',
  '¿me podría llamar mi consejera?',
  'que me llame una persona',
  'quiero que me llame mi consejera',
  'necesito que alguien me llame hoy',
  'necesito alguien con quien hablar',
  '¿hay alguien con quien pueda hablar?',
  'prefiero hablar con un humano',
  'hablar con una persona de verdad',
  'con quién puedo hablar',
  'necesito un consejero',
  'dile a mi consejera que me llame',
  'quiero hablar con alguien sobre lo de anoche',
  'déjame hablar con alguien',
  'ocupo hablar con mi consejero',
  'puede alguien hablar conmigo',
  'fue un día pesado. quiero hablar con alguien',
  'solo quiero hablar con una persona ahora',
  'quiero una persona real, no un robot',
  'cómo le hago para hablar con mi consejera',
  'quiero ver a mi consejera',
];

const contando = [
  'ayer hablé con mi consejera',
  'no puedo hablar con nadie',
  'no quiero hablar con una persona',
  'no quiero hablar con mi consejero',
  'mi hermano quiere hablar con una persona del banco',
  'ella necesita hablar con alguien',
  'quería hablar con mi consejera pero no estaba',
  'mi consejera dice que voy bien',
  'hablar con alguien me ayudó',
  'conocí a una persona',
  'es una buena persona',
  'quiero ser mejor persona',
  'quiero hablar con mi esposo',
  'quiero hablar con alguien que me quiera',
  'él habla con otra persona',
  'alguien me llamó al trabajo',
  'le conté a una persona en la tienda',
  'no tengo con quien hablar',
  'nunca hablo con nadie',
  'si hablo con alguien me van a juzgar',
  'mi consejero está de vacaciones',
  'tengo que hablar con mi jefe',
  'puedo hablar con él',
  'nos cuesta hablar entre nosotros',
  'la consejera me llamó ayer',
  'vi a alguien en la calle',
  'me molesta cuando alguien me escribe tarde',
  'ya hablé con alguien del equipo',
  'qué diría una consejera',
  'mi pareja habla con alguien más',
  'somos dos personas distintas',
  'hoy platicamos con una consejera',
];

describe('a person is asked for', () => {
  test.each([...asking, ...pidiendo])('by %j', (text) => expect(commandOf(text)).toBe('counselor'));
  test.each([...telling, ...contando])('not by %j', (text) => expect(commandOf(text)).not.toBe('counselor'));
  test('by at least thirty wordings of each language, and not by as many', () => {
    expect([asking, telling, pidiendo, contando].map(({ length }) => length >= 30)).toEqual([true, true, true, true]);
  });
  test('whatever case, marks and politeness stand around', () => {
    const one = fc.constantFrom(...asking.slice(1), ...pidiendo.slice(2));
    const around = fc.constantFrom(
      ['please ', ''],
      ['', ' please'],
      ['ok. ', ''],
      ['', '!!'],
      ['por favor ', ''],
      ['', '. gracias'],
    );
    fc.assert(
      fc.property(one, around, fc.boolean(), (text, [before, after], loud) => {
        const said = `${before}${text}${after}`;
        expect(commandOf(loud ? said.toUpperCase() : said)).toBe('counselor');
      }),
    );
  });
  test('not where a no stands before it', () => {
    const one = fc.constantFrom(...asking.filter((each) => /^i (want|need)/i.test(each)));
    fc.assert(
      fc.property(one, fc.constantFrom("I don't ", 'I do not ', 'I never '), (text, no) => {
        expect(commandOf(text.replace(/^i /i, no))).not.toBe('counselor');
      }),
    );
  });
  test('in a moment, however long and odd the message is', () => {
    const started = performance.now();
    for (const each of ['i want to talk to ', 'please please ', 'someone ', 'so and but '])
      commandOf(each.repeat(3_000));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('what belongs to it', () => {
  test.each([
    ['mydata', 'my-data'],
    ['mis datos', 'my-data'],
    ['who can see what I write?', 'my-data'],
    ['¿quién puede ver lo que escribo?', 'my-data'],
    ['no counselor', 'no-counselor'],
    ["I don't need a counselor anymore", 'no-counselor'],
    ['cancelar solicitud', 'no-counselor'],
    ['ya no quiero hablar con nadie', 'no-counselor'],
    ['call now', 'call-now'],
    ['llamar ahora', 'call-now'],
    ['CANCEL', 'stop'],
    ['help', 'help'],
    ['please help me, I want to talk to someone', 'counselor'],
    ['I want to talk to someone, how does this work', 'counselor'],
  ])('%j is %s', (text, command) => expect(commandOf(text)).toBe(command));
});

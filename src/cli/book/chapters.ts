import type { Language } from '../../domain/language.ts';

/** One likely way through a crisis: what the partner writes, in order. A number is minutes that go by. */
export interface Way {
  readonly name: string;
  readonly texts: Readonly<Record<Language, readonly (string | number)[]>>;
}

/** A chapter of the transcript book: a category, and its likely ways. */
export interface Chapter {
  readonly file: string;
  readonly title: string;
  readonly ways: readonly Way[];
}

const way = (name: string, en: string, es: string): Way => ({ name, texts: { en: read(en), es: read(es) } });

const read = (written: string): readonly (string | number)[] =>
  written.split('|').map((each) => (/^\+\d+$/.test(each) ? Number(each.slice(1)) : each));

/** The book: per category the first text and the likely ways on. */
export const chapters: readonly Chapter[] = [
  {
    file: 'suicide',
    title: 'Suicide',
    ways: [
      way(
        'the whole screener, no danger close',
        'i want to die|yes|yes|no|no|no|no|yes|at my moms place|my mom|gave her the keys',
        'quiero morir|sí|sí|no|no|no|no|sí|en casa de mi mamá|mi mamá|le di las llaves',
      ),
      way(
        'means, and a time: imminent',
        'i want to kill myself|its tonight and i have the pills right here|no ride|ok',
        'quiero matarme|es esta noche y tengo las pastillas aquí|no tengo carro|ok',
      ),
      way(
        'questions asked back',
        'i want to die|will the police come|no|are you a person|yes|who sees this',
        'quiero morir|va a venir la policía|no|eres una persona|sí|quién ve esto',
      ),
      way('answers that are none', 'i want to die|hm|purple seven|whatever|ok', 'quiero morir|mmm|siete morado|ajá|ok'),
      way(
        'help that is named',
        'i want to die|yes|im going to the er|gtg',
        'quiero morir|sí|voy a urgencias|me tengo que ir',
      ),
      way(
        'taken back',
        'i wish i wouldnt wake up|jk lol|im fine dont call anyone',
        'ojalá no despierte|era broma|estoy bien',
      ),
      way('a farewell', 'i want to die|yes|goodbye everyone', 'quiero morir|sí|adiós a todos'),
      way('silence', 'i want to die|+11', 'quiero morir|+11'),
    ],
  },
  {
    file: 'overdose',
    title: 'Overdose',
    ways: [
      way(
        'somebody else',
        'he overdosed|i cant im scared of cops|what do i do now',
        'no despierta|no puedo, me da miedo la policía|qué hago',
      ),
      way('oneself', 'i took too many pills|i called them|thank you', 'me tomé muchas pastillas|ya llamé|gracias'),
    ],
  },
  {
    file: 'withdrawal-and-lapse',
    title: 'Withdrawal and lapse',
    ways: [
      way(
        'withdrawal, an emergency',
        "i quit drinking 2 days ago and i'm seeing things|no|hm",
        'dejé de tomar hace dos días y veo cosas|no|mmm',
      ),
      way('a lapse, safe', 'i used last night|yes im with my sister', 'consumí anoche|sí, estoy con mi hermana'),
      way('a lapse, not safe', 'i used last night|no', 'consumí anoche|no'),
    ],
  },
  {
    file: 'violence',
    title: 'Violence',
    ways: [
      way(
        'a private phone',
        'he hit me|yes|no|what happens now|he is here|hello',
        'me pegó|sí|no|y ahora qué|ya llegó|hola',
      ),
      way('a phone that others read', 'he hit me|no|hello', 'me pegó|no|hola'),
      way('own violence', 'i choked her|what do i do now', 'la ahorqué|qué hago'),
    ],
  },
  {
    file: 'others',
    title: 'Harm to others, and children',
    ways: [
      way('a threat', 'i am going to kill my brother tonight|no|ok', 'voy a matar a mi hermano hoy|no|ok'),
      way('a child', 'i left the baby alone with him and he is high|yes', 'dejé al bebé solo con él y está drogado|sí'),
    ],
  },
  {
    file: 'distress',
    title: 'Pain below a crisis',
    ways: [
      way('told twice', 'i feel so lonely|i miss her so much|no', 'me siento muy sola|la extraño tanto|no'),
      way(
        'told twice, and yes',
        'i feel so lonely|i miss her so much|kind of',
        'me siento muy sola|la extraño tanto|creo que sí',
      ),
    ],
  },
];

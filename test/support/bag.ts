import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Language } from '../../src/domain/language.ts';
import { contentDir } from './places.ts';

/** What people write in a crisis: answers, questions, means, farewells, anger, corrections, nonsense. Our own words, no real person's. */
const written: Readonly<Record<Language, string>> = {
  en: `yes|no|y|n|1|2|3|yes i do|no i dont|i think so|i guess|kind of|maybe|not sure|idk|sometimes|yeah a lot|no never|no not really|yes but not now|no but
i wont say|why do you ask|ok|k|okay fine|hm|...|?|what|lol|sure|whatever|nothing|no one|nobody|im so tired|i cant do this anymore|my head is loud|it hurts
my dad used to drink|i had a dog once|its raining|the sink is full|purple seven|asdf jkl|hello?|hi|are you there|help|menu|pause|skip|back|checkin|never mind|stop asking
my mom is here|im alone|i have the pills right here|its tonight|the gun is in my desk|i wrote a note|im going to do it|i tried last week|the voices tell me to|goodbye everyone
bye|gtg|talk tomorrow|good night|thank you|thanks for listening|fuck off|you are useless|this is bullshit|no everyones fine|it was a song|jk|im fine|dont call anyone
my brother can drive me|im going to the er|i called 911|i see my therapist on tuesday|i cant call|i dont want a hotline|will the police come|who sees this|are you a person
what happens now|nothing helps|how do i stop the thoughts|where do i find a therapist|will my partner know|at my sisters place|gave her the keys|on the couch|my friend joe
i want to die|i want to kill myself|i took all my pills|i used last night|he hit me|i am going to hurt him|the baby is alone|im shaking and seeing bugs|he wont wake up`,
  es: `sí|no|si|s|n|uno|creo que sí|eso creo|supongo|tal vez|no sé|a veces|un poco|pues sí|nunca|no para nada|sí pero no ahora|no quiero decir|por qué preguntas
ok|está bien|ajá|mmm|¿qué?|jaja|nada|nadie|estoy cansada|ya no puedo más|me duele todo|mi papá tomaba|tuve un perro|está lloviendo|siete morado|hola|¿hay alguien?|ayuda|menú|pausa
mi mamá está aquí|estoy solo|tengo las pastillas aquí|es esta noche|la pistola está en mi cajón|escribí una carta|lo voy a hacer|lo intenté la semana pasada|las voces me dicen que salte
adiós a todos|adiós|me tengo que ir|hasta mañana|buenas noches|gracias|gracias por escuchar|cállate|no sirves|qué asco|no, todos están bien|era una canción|era broma|estoy bien
no llames a nadie|mi hermano me lleva|voy a urgencias|ya llamé al 911|veo a mi terapeuta el martes|no puedo llamar|no quiero una línea|va a venir la policía|quién ve esto|eres una persona
y ahora qué|nada me ayuda|cómo paro los pensamientos|necesito un terapeuta|mi pareja va a saber|con mi hermana|le di las llaves|en el sofá|mi amiga ana
quiero morir|quiero matarme|me tomé todas las pastillas|consumí anoche|me pegó|le voy a hacer daño|el bebé está solo|estoy temblando y veo bichos|no despierta`,
};

/** The bag of a language: the sentences above, and what the content proves its topics by. Reads files. */
export async function bagOf(language: Language): Promise<readonly string[]> {
  const files = await Promise.all(
    ['topics', 'tells'].map((name) => readFile(join(contentDir, language, `${name}.yaml`), 'utf8')),
  );
  const proofs = files.flatMap((text) =>
    Object.values(parse(text) as Record<string, { readonly matches: readonly string[] }>).flatMap(
      ({ matches }) => matches,
    ),
  );
  return [...new Set([...written[language].split(/[|\n]/), ...proofs])];
}

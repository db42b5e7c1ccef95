import type { exercisesEn } from './exercises-en.ts';

/** Lo que los ejercicios dicen de sí mismos, en español. */
export const exercisesEs: Readonly<Record<keyof typeof exercisesEn, string>> = {
  exercises: 'Ejercicios que hay',
  'exercises.hint':
    'Lo que cada uno dice de sí mismo. Lo que no es para estas dos personas, o no para un canal que usa una de ellas, no se ofrece.',
  'exercise.minutes_one': '{count} minuto',
  'exercise.minutes_other': '{count} minutos',
  'exercise.begins': 'Empieza',
  'exercise.not-for': 'No con',
  'exercise.on': 'Por',
  'exercise.pairs': 'Para',
  'exercise.crosses': 'Pasa a la otra persona',
  'exercise.all': 'todo',
  'exercise.nobody': 'nada en contra',
  'exercise.not-here': 'ahora no se ofrece a estas dos personas',
  'begins.plan': 'por el plan, tras preguntar a cada quien',
  'begins.another': 'a partir de otro',
  'begins.word': 'con una palabra, o a su hora',
  'barred.protective-order': 'una orden de protección o de no contacto',
  'barred.fear': 'miedo de la otra persona',
  'barred.coercive-control': 'control coercitivo',
  'barred.psychosis-or-mania': 'psicosis o manía',
  'barred.suicidal-crisis': 'una crisis suicida',
  'barred.use-within-24-hours': 'consumo en las últimas 24 horas',
  'barred.withdrawal': 'señales de abstinencia',
  'barred.heat-of-7-or-more': 'enojo de 7 o más sobre 10',
  'crosses.nothing': 'nada',
  'crosses.approved words': 'palabras que quien las escribió vio antes y aprobó',
  'crosses.a chosen line': 'una frase nuestra, elegida',
  'crosses.the time of the return': 'la hora de la vuelta',
  'crosses.that both are there': 'que las dos personas están',
};

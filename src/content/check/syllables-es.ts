/**
 * The syllables of a Spanish word: its vowel groups, where two strong vowels (a, e, o) are two, a stressed í or ú beside a
 * strong vowel stands alone, the u of que, qui, gue, gui is silent, and a y at the end is a vowel (Real Academia Española,
 * Ortografía, "Diptongos, triptongos e hiatos"). Letters that spell no vowel count one. Pure.
 */
export function syllablesEs(word: string): number {
  const spoken = word
    .toLowerCase()
    .normalize('NFC')
    .replace(/([qg])u(?=[eiéí])/g, '$1')
    .replace(/y(?![aeiouáéíóúü])/g, 'i');
  const groups = spoken.match(/[aeiouáéíóúü]+/g) ?? [];
  return groups.reduce((sum, group) => sum + nuclei(group), 0);
}

/** How many syllables a run of vowels makes: each strong or stressed weak vowel is one; weak ones alone are one. */
function nuclei(group: string): number {
  const strong = group.match(/[aeoáéóíú]/g)?.length ?? 0;
  return Math.max(1, strong);
}

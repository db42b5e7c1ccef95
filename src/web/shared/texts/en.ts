/** The words that every page needs, in English. `{name}` is filled in; `_one` and `_other` are plural forms. */
export const en = {
  title: 'Side by Side',
  language: 'Page language',
  theme: 'Colours',
  'theme.auto': 'As on this device',
  'theme.light': 'Light',
  'theme.dark': 'Dark',
  unreachable: 'Can’t reach the coach, trying again.',
  'level.none': 'None',
  'level.watch': 'Watch',
  'level.check': 'Check',
  'level.same-day': 'Same day',
  'level.urgent': 'Urgent',
  'level.emergency': 'Emergency',
  'family.violence': 'Violence',
  'family.substance': 'Substance use',
  'family.self': 'Danger to self',
  'family.others': 'Danger to others',
  'category.suicide': 'Suicide',
  'category.self-harm': 'Self-harm',
  'category.overdose': 'Overdose',
  'category.withdrawal': 'Withdrawal',
  'category.lapse': 'Lapse',
  'category.violence': 'Violence',
  'category.harm-to-others': 'Harm to others',
  'category.child': 'Child',
  'wait.none': 'less than a minute',
};

/** The key of one of them. */
export type SharedKey = keyof typeof en;

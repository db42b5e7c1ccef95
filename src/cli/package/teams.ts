import { strToU8, zipSync } from 'fflate';
import type { Config } from '../../config/config.ts';
import { CoachError } from '../../domain/errors.ts';
import { accent, colorIcon, outlineIcon } from './icons.ts';
import { publicUrl } from './public-url.ts';
import type { Target } from './target.ts';

/** Of the schemas in deploy/teams. */
const schemaVersion = '1.25';
const schemas = `https://developer.microsoft.com/json-schemas/teams/v${schemaVersion}`;

/** A Teams app: a zip of its manifest, the manifest's Spanish texts, and two icons. */
export const teamsApp: Target = {
  about: 'the app that Teams is given',
  file: 'side-by-side.teams.zip',
  make: (config) =>
    zipSync(
      {
        'manifest.json': json(manifestOf(config)),
        'es.json': json(spanish),
        'color.png': colorIcon(),
        'outline.png': outlineIcon(),
      },
      { mtime: new Date(1980, 1, 1) },
    ),
  next: 'In the Teams admin center choose "Teams apps", "Manage apps", "Upload new app": docs/channels/teams.md.',
};

const json = (value: object): Uint8Array => strToU8(`${JSON.stringify(value, null, 2)}\n`);

/** The manifest: one bot, for personal chats alone, under the id of its registration. @throws CoachError `CONFIG_INVALID`. */
function manifestOf(config: Config): object {
  const id = registrationOf(config);
  const { privacyUrl, termsUrl } = config.notices;
  return {
    $schema: `${schemas}/MicrosoftTeams.schema.json`,
    manifestVersion: schemaVersion,
    version: '1.0.0',
    id,
    developer: {
      name: 'Side by Side',
      websiteUrl: publicUrl(config),
      privacyUrl: secure('COACH_PRIVACY_URL', privacyUrl),
      termsOfUseUrl: secure('COACH_TERMS_URL', termsUrl),
    },
    name: { short: 'Side by Side', full: 'Side by Side, a skills coach for two' },
    description: {
      short: 'An automated skills coach. Not an emergency service.',
      full: 'A coach for two people who rebuild trust: short check-ins, breathing, and a way to reach your counselors. It is a program, not a person, and no emergency service. You join with a code from your counselor. The other person never sees what you write, unless you share it.',
    },
    localizationInfo: { defaultLanguageTag: 'en', additionalLanguages: [{ languageTag: 'es', file: 'es.json' }] },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: accent,
    bots: [
      {
        botId: id,
        scopes: ['personal'],
        supportsFiles: false,
        isNotificationOnly: false,
        commandLists: [
          {
            scopes: ['personal'],
            commands: [
              { title: 'help', description: 'Crisis lines, and how to reach a counselor' },
              { title: 'menu', description: 'What the coach can do' },
            ],
          },
        ],
      },
    ],
    defaultInstallScope: 'personal',
  };
}

/** The same texts in Spanish. */
const spanish = {
  $schema: `${schemas}/MicrosoftTeams.Localization.schema.json`,
  'name.short': 'Side by Side',
  'name.full': 'Side by Side, apoyo para dos personas',
  'description.short': 'Un programa para practicar habilidades. No es un servicio de emergencias.',
  'description.full':
    'Apoyo para dos personas que recuperan la confianza: chequeos cortos, respiración y una forma de llegar a consejería. Es un programa, no una persona, ni un servicio de emergencias. Se entra con un código de consejería. La otra persona nunca ve lo que escribes, a menos que lo compartas.',
  'bots[0].commandLists[0].commands[0].title': 'ayuda',
  'bots[0].commandLists[0].commands[0].description': 'Líneas de crisis y cómo llegar a consejería',
  'bots[0].commandLists[0].commands[1].title': 'opciones',
  'bots[0].commandLists[0].commands[1].description': 'Lo que el programa puede hacer',
};

function registrationOf({ bot }: Config): string {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(bot?.appId ?? '')) return (bot?.appId ?? '').toLowerCase();
  throw new CoachError('CONFIG_INVALID', 'Set COACH_BOT_APP_ID to the id of the bot’s registration, a GUID.');
}

function secure(key: string, url: string | null): string {
  if (url?.startsWith('https:')) return url;
  throw new CoachError('CONFIG_INVALID', `Set ${key} to a page of yours, by https: Teams shows it to everybody.`);
}

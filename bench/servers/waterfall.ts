import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as BotBuilder from 'botbuilder';
import restify from 'restify';
import { answerParent } from './answer.ts';

/** A waterfall of `botbuilder-dialogs`, as far as it is used here: it is installed in `test/clients` only. */
interface DialogsModule {
  readonly DialogSet: new (state: object) => DialogSet;
  readonly WaterfallDialog: new (id: string, steps: readonly Step[]) => object;
  readonly TextPrompt: new (id: string) => object;
}
interface DialogSet {
  add(dialog: object): DialogSet;
  createContext(context: object): Promise<{
    continueDialog(): Promise<{ readonly status: string }>;
    beginDialog(id: string): Promise<unknown>;
  }>;
}
type Step = (step: {
  prompt(id: string, text: string): Promise<unknown>;
  endDialog(): Promise<unknown>;
}) => Promise<unknown>;

const root = fileURLToPath(new URL('../../..', import.meta.url));
const load = createRequire(join(root, 'test', 'clients', 'package.json'));
const { CloudAdapter, ConfigurationBotFrameworkAuthentication, ConversationState, MemoryStorage } = load(
  'botbuilder',
) as typeof BotBuilder;
const { DialogSet, TextPrompt, WaterfallDialog } = load('botbuilder-dialogs') as DialogsModule;

/** Bot Framework's own way to ask a check-in's questions: a waterfall whose state is kept in memory and lost at the end. */
const state = new ConversationState(new MemoryStorage());
const questions = ['How is your mood?', 'How strong are cravings?', 'Urge?', 'Closeness?', 'Anything more?'];
const dialogs = new DialogSet(state.createProperty('dialogs'));
dialogs.add(new TextPrompt('ask')).add(
  new WaterfallDialog('check-in', [
    ...questions.map(
      (question): Step =>
        (step) =>
          step.prompt('ask', question),
    ),
    async (step) => step.endDialog(),
  ]),
);
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const server = restify.createServer({ name: 'waterfall' });
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request, response) => {
  await adapter.process(request as never, response as never, async (context) => {
    const dialog = await dialogs.createContext(context);
    const { status } = await dialog.continueDialog();
    if (status === 'complete') await context.sendActivity('Thank you.');
    else if (status === 'empty') await dialog.beginDialog('check-in');
    await state.saveChanges(context);
  });
});
server.listen(0, '127.0.0.1', () => answerParent((server.address() as AddressInfo).port));

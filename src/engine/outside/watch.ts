import { type Watch, withWatch } from '../../domain/outside.ts';
import { type Conversation, change, rememberFact } from '../turn.ts';

/** Notes that a message is one to watch, for the counselors' eyes alone. */
export function noteWatch(conversation: Conversation, watch: Watch): void {
  change(conversation, { outside: withWatch(conversation.partner.outside ?? {}, watch) });
  rememberFact(conversation, 'watch', watch.by);
}

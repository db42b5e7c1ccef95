/** A suggested action that says its label and, where the channel takes it, gives the question that it belongs to. */
export type Button =
  | { readonly type: 'imBack'; readonly title: string; readonly value: string }
  | {
      readonly type: 'messageBack';
      readonly title: string;
      readonly text: string;
      readonly displayText: string;
      readonly value: { readonly say: string; readonly question: string };
    };

/** The button of an option. Pure. */
export const buttonOf = (title: string, question?: string): Button =>
  question === undefined
    ? { type: 'imBack', title, value: title }
    : { type: 'messageBack', title, text: title, displayText: title, value: { say: title, question } };

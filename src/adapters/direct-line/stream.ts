/** The stream that keeps a conversation's activities. Pure. */
export const streamOf = (conversation: string): string => `direct-line|${conversation}`;

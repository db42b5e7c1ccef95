/** What two people are to each other. */
export const relationships = ['romantic', 'family', 'friends'] as const;
export type Relationship = (typeof relationships)[number];

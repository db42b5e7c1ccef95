/** ms of a number of minutes. Pure. */
export const minutes = (count: number): number => count * 60_000;
/** ms of a number of hours. Pure. */
export const hours = (count: number): number => count * 3_600_000;

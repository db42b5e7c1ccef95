/** How many clients write at the same time, to us and to the peer. */
export const clients = 8;

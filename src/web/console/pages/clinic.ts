// The pages that nobody needs to answer an alert: they are loaded when they are opened.
export { Account } from './account.tsx';
export { Couple } from './couple.tsx';
export { Couples } from './couples.tsx';
export { Enrol } from './enrol.tsx';
export { OnCall } from './on-call.tsx';
export { Partner } from './partner.tsx';
export { People } from './people.tsx';

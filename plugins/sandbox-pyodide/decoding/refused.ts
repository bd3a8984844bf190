/** A file that is not read: what is wrong with it, and what to do. */
export class Refused extends Error {}

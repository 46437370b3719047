/** What keeps the kit from checking anything, as a sentence with its cure. It says nothing about the front end. */
export class Unready extends Error {}

/** Set by the build from package.json. */
declare const OKTSEC_VERSION: string | undefined;

export const VERSION: string = typeof OKTSEC_VERSION === 'string' ? OKTSEC_VERSION : 'dev';

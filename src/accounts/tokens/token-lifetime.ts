/** How long a token made through the API is good for, in seconds. */
export const DEFAULT_TOKEN_SECONDS = 12 * 3600;
export const LEAST_TOKEN_SECONDS = 60;
export const MOST_TOKEN_SECONDS = 30 * 86_400;

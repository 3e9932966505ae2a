import { SecretFormat } from '../access/secret.js';

/** API keys as their owners see them, once. */
export const API_KEY = new SecretFormat('rfk_');

import { CreateBaseline1795478400000 } from './1795478400000-create-baseline.js';

/** Every migration, oldest first. */
export const migrations = [CreateBaseline1795478400000];

import { CreateBaseline1795478400000 } from './1795478400000-create-baseline.js';
import { AddFlowVerification1795714800000 } from './1795714800000-add-flow-verification.js';

/** Every migration, oldest first. */
export const migrations = [CreateBaseline1795478400000, AddFlowVerification1795714800000];

import { z } from 'zod';
import type { ModelRequest } from '../language-model.js';
import { instructions, withMaterial } from './material.js';

const SYSTEM = instructions(
  'Two problems were told to a support desk. Are they the same problem, so that one troubleshooting flow would serve both? Different symptoms, devices or error numbers make different problems. Say same, different or unsure.',
  'Form: {"verdict":"same"}',
);
const SCHEMA = z.object({ verdict: z.enum(['same', 'different', 'unsure']) });

export function sameProblemRequest(
  told: string,
  known: string,
): ModelRequest<{ verdict: 'same' | 'different' | 'unsure' }> {
  return {
    task: 'same_problem',
    system: SYSTEM,
    prompt: withMaterial({ one: told, other: known }, [told, known]),
    schema: SCHEMA,
    mostTokens: 50,
  };
}

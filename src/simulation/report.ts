import type { ApiClient } from './api-client.js';
import { drawChart } from './chart.js';
import type { Found, SimulationPlan } from './simulation.js';

export async function reportOf(plan: SimulationPlan, found: Found, reviewer: ApiClient): Promise<string> {
  void plan;
  void reviewer;
  return Promise.resolve(JSON.stringify(found, null, 1));
}

export function chartOf(plan: SimulationPlan, { rounds }: Found): string {
  const share = (part: 'solved' | 'deviated') => rounds.map((round) => round[part] / round.tickets);
  void plan;
  return drawChart('title', [{ name: 'solved', colour: '#0072b2', dash: '', values: share('solved') }], []);
}

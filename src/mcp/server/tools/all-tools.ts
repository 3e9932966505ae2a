import type { McpServices } from '../../mcp-services.js';
import type { AnyTool } from '../protocol/tool.js';
import { decisionTools } from './decision-tools.js';
import { flowTools } from './flow-tools.js';
import { proposalTools } from './proposal-tools.js';
import { sessionTools } from './session-tools.js';
import { walkTools } from './walk-tools.js';

/** Every tool, in the order of the work. */
export function allTools(services: McpServices): AnyTool[] {
  return [
    ...flowTools(services),
    ...walkTools(services),
    ...sessionTools(services),
    ...proposalTools(services),
    ...decisionTools(services),
  ];
}

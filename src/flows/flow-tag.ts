import { TakesIfMatch } from '../kernel/http/etag/etag.decorators.js';
import type { FlowStatus } from './flow.js';

/** What somebody who changes a flow has to have seen: its current version, and whether it is in use. */
export const flowState = ({ version, status }: { version: number; status: FlowStatus }): string =>
  `${version}-${status}`;

export const taggedFlow = (flow: { version: number; status: FlowStatus }) => ({
  state: flowState(flow),
  content: flow,
});

export const taggedFlowVersion = (version: { version: number }) => ({
  state: String(version.version),
  content: version,
});

/** The route changes a flow, and takes what was seen of it. */
export const IsFlowConditional = (): MethodDecorator => TakesIfMatch({ required: true });

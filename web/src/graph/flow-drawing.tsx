import { useQuery } from '@tanstack/react-query';
import { QueryState } from '../ui/query-state.js';
import type { FlowDrawingProps } from './drawing.js';

/**
 * A flow drawn in layers. What draws it is loaded when it is first needed. Whatever it shows is in the outline too, which
 * is what a screen reader is better served with.
 */
export function FlowDrawing(props: FlowDrawingProps) {
  const canvas = useQuery({
    queryKey: ['drawing'],
    queryFn: () => import('./flow-canvas.js'),
    staleTime: Infinity,
    // A module is no data to be compared.
    structuralSharing: false,
  });
  return <QueryState query={canvas}>{({ FlowCanvas }) => <FlowCanvas {...props} />}</QueryState>;
}

import { useQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { QueryState } from '../ui/query-state.js';
import type { ModifyFlow } from './modify-flow.view.js';

/** The proposed flow as a form, which is loaded when somebody first modifies one. */
export function ProposalEditor(props: ComponentProps<typeof ModifyFlow>) {
  const editor = useQuery({
    queryKey: ['proposal-editor'],
    queryFn: () => import('./modify-flow.view.js'),
    staleTime: Infinity,
    // A module is no data to be compared.
    structuralSharing: false,
  });
  return <QueryState query={editor}>{({ ModifyFlow: Editor }) => <Editor {...props} />}</QueryState>;
}

import { SegmentedControl } from '@mantine/core';
import { texts } from '../texts/texts.js';

/** Left out: in lines. */
export type FlowView = 'drawing' | undefined;

const VIEWS = ['outline', 'drawing'] as const;

/** Whether a flow is shown in lines or drawn. */
export function ViewChoice({ view, onChoose }: { view: FlowView; onChoose: (view: FlowView) => void }) {
  return (
    <SegmentedControl
      size="xs"
      aria-label={texts.graph.viewAs}
      data={VIEWS.map((value) => ({ value, label: texts.graph.views[value] }))}
      value={view ?? 'outline'}
      onChange={(chosen) => {
        onChoose(chosen === 'drawing' ? 'drawing' : undefined);
      }}
    />
  );
}

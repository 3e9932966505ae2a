import { count } from './count.js';

/** A flow in lines or drawn, and what changes in it. */
export const graph = {
  steps: { question: 'Ask', action: 'Do', info: 'Tell', resolution: 'Solved', escalation: 'Escalate' },
  signs: { added: '+', changed: '~', removed: '−', same: '' },
  changeWords: { added: 'added', changed: 'changed', removed: 'removed', same: '' },
  wayWords: { added: 'new way', changed: 'changed way', removed: 'way removed', same: '' },
  when: (label: string) => `If “${label}”`,
  otherwise: 'Otherwise',
  then: 'Then',
  begins: 'Begins',
  again: 'stands above',
  was: (text: string) => `Was: ${text}`,
  wasWay: (label: string | null) => (label === null ? 'Was without a condition' : `Was “${label}”`),
  unchanged: (many: number) => `${many} unchanged steps`,

  views: { outline: 'Outline', drawing: 'Drawing' },
  viewAs: 'Show it as',

  drawing: 'Drawing of the flow',
  drawingHint: 'The arrow keys lead along the ways and aside, 0 shows all, plus and minus zoom.',
  laidOut: 'Laying it out …',
  fit: 'Show all',
  zoomIn: 'Larger',
  zoomOut: 'Smaller',
  partDrawn: (drawn: number, all: number) =>
    `${drawn} of ${count(all, 'step', 'steps')} are drawn: those nearest to the selected one.`,
};

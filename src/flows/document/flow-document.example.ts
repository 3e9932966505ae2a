import { diffFlowDocuments } from './diff-flow-documents.js';
import type { FlowDocument } from './flow-document.js';

/** A worked example: a printer that is offline. */
export const PRINTER_OFFLINE: FlowDocument = {
  schema_version: 1,
  entries: ['ping'],
  nodes: [
    { id: 'ping', kind: 'question', text: 'Does the printer answer a ping from the print server?' },
    { id: 'cable', kind: 'action', text: 'Reseat the network cable and power the printer off and on.' },
    {
      id: 'port',
      kind: 'question',
      text: 'Does the port of the print queue show the address of the printer?',
    },
    { id: 'set-port', kind: 'action', text: 'Set the TCP/IP port to the printer address and turn SNMP off.' },
    { id: 'spooler', kind: 'action', text: 'Clear the queue and restart the Print Spooler service.' },
    { id: 'printed', kind: 'resolution', text: 'A test page comes out and the printer shows as online.' },
    { id: 'vendor', kind: 'escalation', text: 'Hand over to the printer vendor: the network card is dead.' },
  ],
  edges: [
    { id: 'e1', from: 'ping', to: 'port', condition: { label: 'yes' } },
    { id: 'e2', from: 'ping', to: 'cable', condition: { label: 'no' } },
    { id: 'e3', from: 'ping', to: 'vendor', condition: { label: 'any' } },
    { id: 'e4', from: 'cable', to: 'printed', condition: null },
    { id: 'e5', from: 'port', to: 'spooler', condition: { label: 'yes' } },
    { id: 'e6', from: 'port', to: 'set-port', condition: { label: 'no' } },
    { id: 'e7', from: 'set-port', to: 'spooler', condition: null },
    { id: 'e8', from: 'spooler', to: 'printed', condition: null },
  ],
};

/** The same flow after a session found another cause. */
export const PRINTER_OFFLINE_LATER: FlowDocument = {
  ...PRINTER_OFFLINE,
  nodes: [
    ...PRINTER_OFFLINE.nodes,
    { id: 'driver', kind: 'action', text: 'Replace the driver with the Type 3 driver of the vendor.' },
  ],
  edges: [
    ...PRINTER_OFFLINE.edges,
    { id: 'e9', from: 'spooler', to: 'driver', condition: { label: 'still offline' } },
    { id: 'e10', from: 'driver', to: 'printed', condition: null },
  ],
};

export const PRINTER_OFFLINE_DIFF = diffFlowDocuments(PRINTER_OFFLINE, PRINTER_OFFLINE_LATER, 1);

/** What the API documentation shows: short, since it is shown in many places. */
export const SHORT_FLOW: FlowDocument = {
  schema_version: 1,
  entries: ['ping'],
  nodes: [
    { id: 'ping', kind: 'question', text: 'Does the printer answer a ping?' },
    { id: 'cable', kind: 'action', text: 'Reseat the network cable.' },
    { id: 'printed', kind: 'resolution', text: 'A test page comes out.' },
  ],
  edges: [
    { id: 'e1', from: 'ping', to: 'cable', condition: { label: 'no' } },
    { id: 'e2', from: 'cable', to: 'printed', condition: null },
  ],
};

/** The same flow with one more branch. */
export const SHORT_FLOW_BRANCHED: FlowDocument = {
  ...SHORT_FLOW,
  nodes: [
    ...SHORT_FLOW.nodes,
    { id: 'driver', kind: 'action', text: 'Replace the driver.' },
    { id: 'works', kind: 'resolution', text: 'The printer shows as online.' },
  ],
  edges: [
    ...SHORT_FLOW.edges,
    { id: 'e3', from: 'ping', to: 'driver', condition: { label: 'yes' } },
    { id: 'e4', from: 'driver', to: 'works', condition: null },
  ],
};

/** The same flow with a text made clearer. */
export const SHORT_FLOW_REWORDED: FlowDocument = {
  ...SHORT_FLOW,
  nodes: SHORT_FLOW.nodes.map((node) =>
    node.id === 'cable' ? { ...node, text: 'Reseat the cable, and switch the printer off and on.' } : node,
  ),
};

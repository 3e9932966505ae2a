import { act, ask, session } from './demo-session.js';

export const dnsArticle = session(
  {
    external_id: 'dns-1',
    title: 'Websites do not open because of a wrong DNS server',
    problem_domain: 'network',
    origin: 'kb_import',
    outcome: 'resolved',
    resolution_summary: 'Knowledge base article: names are not resolved on one computer.',
  },
  {
    opening: 'Knowledge base article 42: names are not resolved on one computer, the others are fine.',
    turns: [
      ask('Does nslookup find an address for the website?', 'no', 'It times out in the usual case.'),
      ask(
        'Is the network adapter set to obtain its DNS server automatically?',
        'no',
        'Often a fixed DNS server is left over from an old provider.',
      ),
      act(
        'Set the network adapter to obtain its DNS server automatically.',
        'done',
        'In the IPv4 properties.',
      ),
      act('Run ipconfig /flushdns and open the website again.', 'resolved', 'The site opens.'),
    ],
    closing: 'End of the article.',
  },
);

export const dnsCall = session(
  {
    external_id: 'dns-2',
    title: 'No website opens on one computer',
    problem_domain: 'network',
    outcome: 'resolved',
    outcome_confirmed: true,
    resolution_summary: 'Fixed DNS server removed.',
    linked_ticket_id: 'T20260915.0048',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'One PC at the florist opens no websites, but I can ping 1.1.1.1 from it.',
    turns: [
      ask('Does nslookup find an address for the website', 'No', 'No, DNS request timed out.'),
      ask(
        'Is the network adapter set to obtain its DNS server automatically?',
        'No',
        'No, somebody typed one in.',
      ),
      act('Please set the network adapter to obtain its DNS server automatically.', 'done', 'Done.'),
      act('Run ipconfig /flushdns and open the website again.', 'resolved', 'Works.'),
    ],
    closing: 'Well done.',
  },
);

import { act, ask, session } from './demo-session.js';

export const vpnBlockedPorts = session(
  {
    external_id: 'vpn-1',
    title: 'VPN does not connect from home, error 809',
    problem_domain: 'network',
    origin: 'l1_realtime',
    outcome: 'resolved',
    outcome_confirmed: true,
    resolution_summary: 'The new home router blocked the VPN ports.',
    linked_ticket_id: 'T20260914.0020',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'A home worker at Calder Surveyors cannot get on the VPN since she has a new router.',
    turns: [
      ask(
        'Can the computer reach the internet while the VPN is off?',
        'yes',
        'Yes, browsing is fine.',
        'Thanks. Can the computer reach the internet while the VPN is off?',
      ),
      ask(
        'Which error number does the VPN client report?',
        '809',
        'It says error 809, the connection could not be established.',
      ),
      act(
        'Open UDP 500 and 4500 on the router.',
        'resolved',
        'Found a VPN pass-through setting in the router, turned it on. Connected at once.',
        'Error 809 means that something in between blocks the VPN. Open UDP 500 and 4500 on the router.',
      ),
    ],
    closing: 'Great, and thank her for her patience.',
  },
);

export const vpnLockedAccount = session(
  {
    external_id: 'vpn-2',
    title: 'VPN client reports error 691',
    problem_domain: 'network',
    outcome: 'resolved',
    resolution_summary: 'The domain account was locked after wrong passwords.',
    linked_ticket_id: 'T20260916.0003',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'VPN refuses Mr Haddad, he swears that the password is right.',
    turns: [
      ask(
        'Can the computer reach the internet while the VPN is off?',
        'yes',
        'It can, we are on a remote session.',
      ),
      ask('Which error number does the VPN client report?', '691', 'Error 691.'),
      act(
        'Unlock the domain account and let the user type the password by hand once.',
        'resolved',
        'It was locked out. Unlocked, he typed it again, and he is in.',
        'Error 691 is about the credentials. Unlock the domain account and let the user type the password by hand once.',
      ),
    ],
    closing: 'If it locks again, look for an old phone that still has the previous password.',
  },
);

export const vpnLockedAgain = session(
  {
    external_id: 'vpn-3',
    title: 'Cannot connect to VPN (691)',
    problem_domain: 'network',
    origin: 'l1_realtime',
    outcome: 'resolved',
    outcome_confirmed: true,
    resolution_summary: 'Account unlocked.',
    linked_ticket_id: 'T20260918.0026',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'Caller on the road, VPN says no. I think it is his password.',
    turns: [
      ask('Can the computer reach the internet while the VPN is off?', 'Yes', 'Yes, over his phone hotspot.'),
      ask('Which error number does the VPN client report, please?', '691', '691 again.'),
      act(
        'Unlock the domain account, and let the user type the password by hand once.',
        'resolved',
        'Unlocked and connected.',
      ),
    ],
    closing: 'Short and sweet. Safe travels to him.',
  },
);

export const vpnReinstall = session(
  {
    external_id: 'vpn-4',
    title: 'VPN client closes without an error number',
    problem_domain: 'network',
    outcome: 'resolved',
    resolution_summary: 'Reinstalling the client helped.',
  },
  {
    opening: 'The VPN client window just closes when you press Connect. No message at all.',
    turns: [
      ask('Can the computer reach the internet while the VPN is off?', 'yes', 'Yes.'),
      ask('Which error number does the VPN client report?', 'none', 'None, it simply closes.'),
      act(
        'Uninstall the VPN client, restart the computer and install version 5.1 again.',
        'resolved',
        'After the reinstall it connects.',
      ),
    ],
    closing: 'Good. Let me know if it starts closing again.',
  },
);

import { act, ask, session } from './demo-session.js';

export const outlookNewProfile = session(
  {
    external_id: 'outlook-1',
    title: 'Outlook does not open after the password change',
    problem_domain: 'email',
    outcome: 'resolved',
    outcome_confirmed: true,
    resolution_summary: 'The Outlook profile was damaged; a new profile fixed it.',
    linked_ticket_id: 'T20260914.0012',
    linked_ticket_kind: 'psa',
  },
  {
    opening:
      'Hi, Dana at Meadow & Finch cannot open Outlook since she changed her password. It sits at "Loading profile".',
    turns: [
      ask(
        'Does Outlook start in safe mode?',
        'no',
        'No, same thing. It hangs at loading profile there too.',
        'Sorry to hear that. Let us find out where it hangs: does Outlook start in safe mode? (Run outlook.exe /safe.)',
      ),
      ask(
        'Does webmail work in the browser for this mailbox?',
        'yes',
        'Yes, webmail is fine, she can send and receive.',
      ),
      act(
        'Create a new Outlook profile in Control Panel under Mail and set it as the default.',
        'resolved',
        'Did that, Outlook opened straight away and is downloading her mail. She confirms it works.',
        'Then the mailbox is healthy and the local profile is not. Create a new Outlook profile in Control Panel under Mail and set it as the default.',
      ),
    ],
    closing: 'Good news. You can remove the old profile once she is happy with the new one.',
  },
);

export const outlookAddIns = session(
  {
    external_id: 'outlook-2',
    title: 'Outlook crashes right after it opens',
    problem_domain: 'email',
    outcome: 'resolved',
    resolution_summary: 'A CRM add-in crashed Outlook; disabling it solved the problem.',
    linked_ticket_id: 'T20260915.0031',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'Outlook closes itself two seconds after it opens for Piotr. Started this morning.',
    turns: [
      ask(
        'Does Outlook start in safe mode?',
        'yes',
        'Yes! In safe mode it stays open.',
        'Let us see whether an add-in is behind it. Does Outlook start in safe mode?',
      ),
      act(
        'Disable all COM add-ins in the Outlook options and start Outlook normally.',
        'resolved',
        'It was the CRM add-in. With that one off, Outlook runs fine.',
      ),
    ],
    closing: 'Well found. Ask the vendor of the add-in for an update before you turn it on again.',
  },
);

export const outlookSameAgain = session(
  {
    external_id: 'outlook-3',
    title: 'Outlook hangs at "Loading profile"',
    problem_domain: 'email',
    outcome: 'resolved',
    outcome_confirmed: true,
    resolution_summary: 'New Outlook profile.',
    linked_ticket_id: 'T20260917.0008',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'Morning. Another Outlook that hangs at loading profile, this time at the estate agents.',
    turns: [
      ask('Does outlook start in safe mode, please?', 'No', 'No, it hangs as well.'),
      ask('Does webmail work in the browser for this mailbox', 'Yes', 'Webmail works.'),
      act(
        'Please create a new Outlook profile in Control Panel under Mail, and set it as the default.',
        'resolved',
        'New profile made, all good. I called back after lunch and it still works.',
      ),
    ],
    closing: 'Thank you for calling back, I have noted that the fix held.',
  },
);

export const outlookAddInsThenProfile = session(
  {
    external_id: 'outlook-4',
    title: 'Outlook crashes on opening, add-ins are not the only cause',
    problem_domain: 'email',
    outcome: 'resolved',
    resolution_summary: 'Turning the add-ins off was not enough, the profile was damaged too.',
  },
  {
    opening: 'Outlook crashes for Mrs Okafor, but it is fine in safe mode, I tried that already.',
    turns: [
      ask(
        'Does Outlook start in safe mode?',
        'yes',
        'Yes, as I said.',
        'So, for the record: Outlook does start in safe mode?',
      ),
      act(
        'Disable all COM add-ins in the Outlook options and start Outlook normally.',
        'still crashes',
        'All off now and it still crashes when I start it normally.',
      ),
      ask('Does webmail work in the browser for this mailbox?', 'yes', 'Yes, she can use webmail.'),
      act(
        'Create a new Outlook profile in Control Panel under Mail and set it as the default.',
        'resolved',
        'That did it. I turned the add-ins back on and it is still stable.',
      ),
    ],
    closing: 'So both were needed. Thanks for checking the add-ins again at the end.',
  },
);

export const outlookLicence = session(
  {
    external_id: 'outlook-5',
    title: 'Outlook does not open and webmail says there is no mailbox',
    problem_domain: 'email',
    origin: 'l1_realtime',
    outcome: 'resolved',
    outcome_confirmed: true,
    resolution_summary: 'The Exchange Online licence had been removed with the old bundle.',
    linked_ticket_id: 'T20260922.0044',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'On the phone with Tomasz from Brightwell Dental Supplies. Outlook will not open for him.',
    turns: [
      ask('Does Outlook start in safe mode?', 'no', 'No, not there either.'),
      ask(
        'Does webmail work in the browser for this mailbox?',
        'no',
        'No. It says that a mailbox was not found for this user.',
      ),
      act(
        'Assign the Exchange Online licence to the user again in the admin centre and wait fifteen minutes.',
        'resolved',
        'The licence was gone, someone changed the bundle on Friday. Assigned it, and webmail and Outlook are back.',
        'Then the problem is not on his computer. Assign the Exchange Online licence to the user again in the admin centre and wait fifteen minutes.',
      ),
    ],
    closing: 'Glad it is back. It may be worth checking who else lost the licence on Friday.',
  },
);

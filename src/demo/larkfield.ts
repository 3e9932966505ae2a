import { leaverFlow } from './larkfield-draft.js';
import { newStarterRunbook } from './larkfield-runbook.js';
import { larkfieldCare, larkfieldWalks } from './larkfield-walks.js';
import { diskComponentStore, diskUpdateFiles, diskUpdateFilesAgain } from './sessions/disk-full.js';
import { dnsArticle, dnsCall } from './sessions/dns.js';
import { leaverNotes } from './sessions/leaver.js';
import { mfaBlocked, mfaForeignSignIn, mfaPhoneGone, mfaPhoneKept, mfaPhoneLost } from './sessions/mfa.js';
import { oneDriveLongPath, oneDriveLongPathAgain, oneDriveReset } from './sessions/onedrive.js';
import {
  outlookAddIns,
  outlookAddInsThenProfile,
  outlookLicence,
  outlookNewProfile,
  outlookSameAgain,
} from './sessions/outlook.js';
import { printerAddress, printerSpooler, printerSpoolerByPhone } from './sessions/printer.js';
import { rdsBackupKey, rdsDiskHeld, rdsStillHeld } from './sessions/rds-profile.js';
import { sharedMailboxArticle, sharedMailboxCall } from './sessions/shared-mailbox.js';
import { teamsHeadset } from './sessions/teams-audio.js';
import { vpnBlockedPorts, vpnLockedAccount, vpnLockedAgain, vpnReinstall } from './sessions/vpn.js';
import {
  bitLockerEscalated,
  meetingRoomOpen,
  phoneThin,
  scannerUnknown,
  slowLaptopNoAction,
  wifiGivenUp,
} from './sessions/without-proposal.js';
import type { DemoChapter, DemoStory } from './story.js';

const SERVICE_DESK = 'Service Desk';
const INFRASTRUCTURE = 'Infrastructure';

const ELLA = 'engineer@larkfield-it.example';
const SAM = 'sam.adeyemi@larkfield-it.example';
const RUTH = 'reviewer@larkfield-it.example';
const MARCO = 'marco.silva@larkfield-it.example';
const TESS = 'tess.okoro@larkfield-it.example';
const JONAS = 'jonas.brandt@larkfield-it.example';

const firstCalls: DemoChapter = {
  name: 'the first calls become the first flows',
  imports: [
    {
      by: ELLA,
      sessions: [
        outlookNewProfile,
        mfaPhoneGone,
        printerAddress,
        diskUpdateFiles,
        teamsHeadset,
        sharedMailboxArticle,
        phoneThin,
      ],
    },
    { by: SAM, sessions: [vpnBlockedPorts, dnsArticle, wifiGivenUp] },
  ],
  decisions: [
    { by: RUTH, session: 'outlook-1', verdict: 'approve', notes: 'Our most frequent Outlook call. Good.' },
    { by: RUTH, session: 'printer-1', verdict: 'approve' },
    { by: RUTH, session: 'disk-full-1', verdict: 'approve' },
    {
      by: MARCO,
      session: 'dns-1',
      verdict: 'approve',
      notes: 'Taken from article 42, which can be retired now.',
    },
    {
      by: MARCO,
      session: 'vpn-1',
      verdict: 'modify',
      notes: 'Many routers have one switch for this; named it first, it is easier to explain by telephone.',
      edit: {
        title: 'VPN does not connect from home',
        texts: {
          'Open UDP 500 and 4500 on the router.':
            'Switch on VPN pass-through on the router, or open UDP ports 500 and 4500 where there is no such switch.',
        },
      },
    },
    {
      by: RUTH,
      session: 'shared-mailbox-1',
      verdict: 'modify',
      notes: 'Says now where to look afterwards.',
      edit: {
        texts: {
          'Sign out of Office and sign in again.':
            'Sign out of Office on the computer, sign in again, and look for the shared mailbox in the folder pane.',
        },
      },
    },
    {
      by: RUTH,
      session: 'teams-audio-1',
      verdict: 'dismiss',
      reason: 'not_now',
      notes: 'New headsets are being rolled out, let us see whether this still happens afterwards.',
    },
  ],
};

const newBranches: DemoChapter = {
  name: 'new branches grow on them',
  imports: [
    {
      by: ELLA,
      sessions: [
        outlookAddIns,
        mfaPhoneLost,
        printerSpooler,
        diskUpdateFilesAgain,
        oneDriveLongPath,
        slowLaptopNoAction,
      ],
    },
    { by: SAM, sessions: [vpnLockedAccount, dnsCall, rdsDiskHeld, bitLockerEscalated] },
  ],
  decisions: [
    { by: RUTH, session: 'outlook-2', verdict: 'approve' },
    { by: RUTH, session: 'printer-2', verdict: 'approve' },
    { by: MARCO, session: 'vpn-2', verdict: 'approve' },
    { by: MARCO, session: 'rds-profile-1', verdict: 'approve', notes: 'Confirmed with the customer.' },
  ],
};

const sameAgain: DemoChapter = {
  name: 'the same problems come again',
  imports: [
    {
      by: ELLA,
      sessions: [
        outlookSameAgain,
        mfaPhoneKept,
        printerSpoolerByPhone,
        diskComponentStore,
        oneDriveLongPathAgain,
        sharedMailboxCall,
        scannerUnknown,
      ],
    },
    { by: SAM, sessions: [vpnLockedAgain, rdsBackupKey] },
  ],
  decisions: [
    { by: RUTH, session: 'mfa-1', verdict: 'approve', notes: 'Three sessions agree, and one is confirmed.' },
    {
      by: MARCO,
      session: 'disk-full-3',
      verdict: 'reject',
      reason: 'unsafe',
      notes:
        'Never delete from WinSxS by hand: Windows may no longer start or update. DISM cleans it safely.',
    },
    { by: MARCO, session: 'rds-profile-2', verdict: 'approve' },
  ],
};

const exceptions: DemoChapter = {
  name: 'exceptions turn up',
  imports: [
    { by: ELLA, sessions: [outlookAddInsThenProfile, mfaBlocked, oneDriveReset] },
    { by: SAM, sessions: [vpnReinstall] },
  ],
  decisions: [
    {
      by: RUTH,
      session: 'outlook-4',
      verdict: 'approve',
      notes: 'Good catch: the add-ins can hide the profile.',
    },
    { by: RUTH, session: 'mfa-4', verdict: 'approve' },
    {
      by: MARCO,
      session: 'vpn-4',
      verdict: 'dismiss',
      reason: 'not_now',
      notes: 'Version 5.2 of the client comes next month and is said to fix this. Parked until then.',
    },
    {
      by: MARCO,
      session: 'teams-audio-1',
      verdict: 'reopen',
      notes: 'The headsets are out and the docking stations still get chosen. Back to the queue.',
    },
  ],
};

const onTheTelephone: DemoChapter = {
  name: 'technicians walk the flows, flag one, and a runbook comes in',
  imports: [],
  decisions: [],
  runbooks: [{ by: SAM, documents: [newStarterRunbook] }],
  walks: larkfieldWalks(TESS, JONAS),
  care: [larkfieldCare({ reviewer: RUTH, owner: ELLA, technicians: [TESS, JONAS] })],
};

const stillOpen: DemoChapter = {
  name: 'and this is what waits for review',
  imports: [
    { by: ELLA, sessions: [outlookLicence, mfaForeignSignIn, leaverNotes, meetingRoomOpen] },
    { by: SAM, sessions: [rdsStillHeld] },
  ],
  drafts: [
    {
      by: ELLA,
      session: 'leaver-1',
      title: 'Somebody leaves a customer',
      description:
        'Closes the access first and then makes sure that the mail of the leaver reaches somebody.',
      problemDomain: 'identity',
      flow: leaverFlow,
    },
  ],
  decisions: [],
};

/**
 * The demo account: a managed service provider of two teams. In six chapters it comes to hold every type, status and
 * source of proposal, flows of up to three versions, walks of every kind and a flow to verify, and ends with a queue in which every kind is left to review.
 */
export const LARKFIELD: DemoStory = {
  account: { name: 'Larkfield IT', slug: 'larkfield-it' },
  teams: [SERVICE_DESK, INFRASTRUCTURE],
  users: [
    { email: 'admin@larkfield-it.example', displayName: 'Grace Lindqvist', role: 'admin', team: null },
    { email: RUTH, displayName: 'Ruth Kaplan', role: 'reviewer', team: SERVICE_DESK },
    { email: MARCO, displayName: 'Marco Silva', role: 'reviewer', team: INFRASTRUCTURE },
    { email: ELLA, displayName: 'Ella Moreau', role: 'engineer', team: SERVICE_DESK },
    { email: SAM, displayName: 'Sam Adeyemi', role: 'engineer', team: INFRASTRUCTURE },
    { email: TESS, displayName: 'Tess Okoro', role: 'engineer', team: SERVICE_DESK },
    { email: JONAS, displayName: 'Jonas Brandt', role: 'engineer', team: SERVICE_DESK },
    { email: 'viewer@larkfield-it.example', displayName: 'Vera Novak', role: 'viewer', team: null },
  ],
  chapters: [firstCalls, newBranches, sameAgain, exceptions, onTheTelephone, stillOpen],
};

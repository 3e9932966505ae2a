import { describe, expect, it } from '@jest/globals';
import { readMarkdown } from './read-markdown.js';
import { nodesOf, read, waysOf } from './reading.testing.js';

describe('a document that is laid out otherwise', () => {
  it('may hold a flowchart, whose nodes have the lines that they are drawn on', () => {
    const text =
      '# Camera is black\n\nAs drawn:\n\n```mermaid\nflowchart LR\n  a[Black picture] --> b{Is the shutter open?}\n  b -- yes --> c[Restart the app]\n  b -- no --> d[Open the shutter]\n```\n';
    const { title, document, spans } = read(text);
    expect(title).toBe('Camera is black');
    expect(nodesOf(document)[0]).toBe('info: Black picture');
    expect(waysOf(document)).toContain('Is the shutter open? (no) > Open the shutter');
    const last = document.nodes.find((node) => node.text === 'Open the shutter');
    expect(spans.get(last?.id ?? '')?.start_line).toBe(9);
  });

  it('has notes that answer no question, although they begin as an answer would', () => {
    for (const note of ['Tip: The lamp is behind the lid.', 'See also: The lamp is behind the lid.']) {
      const { document } = read(`Is the lamp on?\n\n1. ${note}\n\nOpen the lid.\n\nPress the key.\n`);
      expect(nodesOf(document)[1]).toBe(`info: ${note}`);
    }
  });

  it('with a flowchart that cannot be read says so with its line', () => {
    const { faults } = readMarkdown(
      '# Camera\n\n1. Open the shutter.\n2. Restart the app.\n\n```mermaid\nflowchart LR\n  a --> [\n```\n',
      'x.md',
    );
    expect(faults).toEqual([
      {
        detail: expect.stringContaining('A flowchart is not read'),
        span: expect.objectContaining({ start_line: 6 }),
      },
    ]);
  });

  it('is one flow with all its sections, whatever they are called', () => {
    const { procedures } = readMarkdown(
      '# Queue grows\n\n## Things to look at\n\n1. Open the console.\n2. Count the messages.\n\n## Remedy\n\n1. Stop the reader.\n2. Start the reader.\n\n## Closing checks\n\n1. Count the messages again.\n2. Check the log.\n',
      'x.md',
    );
    expect(procedures.map(({ document }) => document.nodes.length)).toEqual([6]);
  });

  it('of several problems gives a flow of each, with what stands before and after them all', () => {
    const { procedures } = readMarkdown(
      '# Badge reader\n\n## Checks\n\n1. Check the cable.\n\n## Scenario 1 - The lamp is red\n\n1. Hold the badge flat.\n2. Wipe the glass.\n\n## Scenario 2 - No lamp\n\n1. Press the reset pin.\n2. Wait a minute.\n\n## Escalation\n\n1. Call the vendor.\n',
      'x.md',
    );
    expect(procedures.map(({ title }) => title)).toEqual([
      'Badge reader: The lamp is red',
      'Badge reader: No lamp',
    ]);
    expect(nodesOf(procedures[1]?.document ?? read('').document)).toEqual([
      'action: Check the cable.',
      'action: Press the reset pin.',
      'action: Wait a minute.',
      'escalation: Call the vendor.',
    ]);
  });

  it('of several problems with a step each asks which it is', () => {
    const { document } = read(
      '# Badge reader\n\n## Case A: red lamp\n\n1. Wipe the glass.\n\n## Case B: no lamp\n\n1. Press the reset pin.\n',
    );
    expect(waysOf(document)).toEqual([
      'Which of these applies: red lamp, no lamp? (red lamp) > Wipe the glass.',
      'Which of these applies: red lamp, no lamp? (no lamp) > Press the reset pin.',
    ]);
  });

  it.each([
    [
      'headings',
      '## Windows 11\n\n1. Open the settings.\n\n## macOS\n\n1. Open the menu.\n\n## Afterwards\n\n1. Sign in again.\n',
    ],
    [
      'tabs',
      '1. Quit the app.\n\n=== "Windows 11"\n\n    1. Open the settings.\n\n=== "macOS"\n\n    1. Open the menu.\n\nSign in again.\n',
    ],
    [
      'parts to unfold',
      '<details><summary>Windows 11</summary>\n\n1. Open the settings.\n\n</details>\n<details>\n<summary><b>macOS</b></summary>\n\n1. Open the menu.\n\n</details>\n\nSign in again.\n',
    ],
  ])('takes platforms as ways beside each other: %s', (_, text) => {
    const ways = waysOf(read(`# Sync stops\n\n## Steps\n\n${text}`).document);
    const asked = 'Which of these applies: Windows 11, macOS?';
    expect(ways).toEqual(
      expect.arrayContaining([
        `${asked} (Windows 11) > Open the settings.`,
        `${asked} (macOS) > Open the menu.`,
        'Open the settings. > Sign in again.',
        'Open the menu. > Sign in again.',
      ]),
    );
  });

  it.each([
    ['## Contact the network team if\n\n- More than one floor is down\n- The switch is hot\n'],
    ['Contact the network team if:\n\n- More than one floor is down\n- The switch is hot\n'],
  ])('asks for all conditions of an escalation at once: %#', (text) => {
    const { document } = read(
      `# No network\n\n## Checks\n\n1. Plug the cable in.\n2. Restart it.\n\n${text}\n## Verification\n\n1. Close the lid.\n`,
    );
    const asked = 'Does any of these apply?\n- More than one floor is down\n- The switch is hot';
    expect(waysOf(document)).toEqual(
      expect.arrayContaining([`${asked} (yes) > Contact the network team`, `${asked} (no) > Close the lid.`]),
    );
    expect(nodesOf(document)).toContain('escalation: Contact the network team');
  });

  it('escalates on the condition that a sentence ends with', () => {
    const { document } = read(
      '1. Restart it.\n2. Escalate to the network team if the switch is hot.\n3. Close the lid.\n',
    );
    expect(waysOf(document)).toEqual([
      'Restart it. > The switch is hot?',
      'The switch is hot? (yes) > Escalate to the network team',
      'The switch is hot? (no) > Close the lid.',
    ]);
  });

  it('asks what a check is for, where "if not" or "if so" follows', () => {
    const text = (then: string): string =>
      `1. Verify that the tray is empty.\n\n   ${then}\n2. Print a page.\n`;
    expect(waysOf(read(text('If not, take the paper out.')).document)).toEqual([
      'The tray is empty? (no) > Take the paper out.',
      'Take the paper out. > Print a page.',
      'The tray is empty? (yes) > Print a page.',
    ]);
    expect(waysOf(read(text('If so, fill it:\n\n   ```\nfill 1\n   ```')).document)[0]).toContain(
      'The tray is empty? (yes) > Fill it:',
    );
    const installed = read('1. Open the list.\n2. If not installed, install the app.\n').document;
    expect(waysOf(installed)).toContain('Not installed? (yes) > Install the app.');
  });

  it('goes on at the heading of the step that it names, and ends where it says to stop', () => {
    const { document } = read(
      '# No sound\n\n### Step 1: Look at the lamp\n\nIf the lamp is red, go to step 3.\n\n### Step 2: Turn it up\n\nIf you hear it, close the window and stop here.\n\n### Step 3: Replace the speaker\n\nCall the vendor.\n',
    );
    const ways = waysOf(document);
    expect(ways.some((way) => /^The lamp is red\? \(yes\) > Replace the speaker/.test(way))).toBe(true);
    expect(ways.some((way) => way.startsWith('Close the window and stop here.'))).toBe(false);
    expect(nodesOf(document).some((node) => /go to step/i.test(node))).toBe(false);
  });

  it('takes headings for the answers to the question above them', () => {
    const { document } = read(
      '# Fan is loud\n\n## Is the filter dirty?\n\n### Yes\n\n1. Clean the filter.\n\n### No\n\n1. Replace the fan.\n\n## Verification\n\n1. Close the case.\n',
    );
    expect(waysOf(document)).toEqual([
      'Is the filter dirty? (yes) > Clean the filter.',
      'Is the filter dirty? (no) > Replace the fan.',
      'Clean the filter. > Close the case.',
      'Replace the fan. > Close the case.',
    ]);
  });

  it('reads tables with a column for yes and one for no as questions one after another', () => {
    const { document } = read(
      '# Fan is loud\n\n| Check | Yes | No |\n| - | - | - |\n| Is the filter dirty? | Clean the filter | next |\n| Does it rattle? | Call the vendor | Close the case |\n',
    );
    expect(waysOf(document)).toEqual([
      'Is the filter dirty? (yes) > Clean the filter',
      'Clean the filter > Does it rattle?',
      'Is the filter dirty? (no) > Does it rattle?',
      'Does it rattle? (yes) > Call the vendor',
      'Does it rattle? (no) > Close the case',
    ]);
  });

  it('reads tables and lists of HTML', () => {
    const { document } = read(
      '# Lamp codes\n\n<table>\n  <thead><tr><th>Lamp</th><th>Action</th></tr></thead>\n  <tr><td>red</td>\n    <td>Replace the <b>ribbon</b></td></tr>\n  <tr><td>amber &amp; red</td><td>Load paper</td></tr>\n</table>\n\n<ol>\n<li>Close the lid.</li>\n<li>Print a page.</li>\n</ol>\n',
    );
    expect(waysOf(document)).toEqual(
      expect.arrayContaining([
        'Lamp? (red) > Replace the ribbon',
        'Lamp? (amber & red) > Load paper',
        'Close the lid. > Print a page.',
      ]),
    );
  });

  it('keeps remarks in boxes as such, and what other boxes hold as steps, at their lines', () => {
    const text =
      '# Disk\n\n!!! danger "Stop"\n    Unmount it first.\n\n!!! code "Check the disk"\n\n    ```\n    fsck /dev/x\n    ```\n\n:::tip\nKeep a copy.\n:::\n\n1. Mount the disk.\n';
    const { document, spans } = read(text);
    expect(nodesOf(document)).toEqual([
      'info: Stop: Unmount it first.',
      'action: Check the disk:\n```\nfsck /dev/x\n```',
      'info: Tip: Keep a copy.',
      'action: Mount the disk.',
    ]);
    const lines = document.nodes.map(({ id }) => spans.get(id)?.start_line);
    expect(lines).toEqual([3, 6, 12, 16]);
    const place = spans.get(document.nodes[1]?.id ?? '');
    expect(text.slice(place?.start_offset, place?.end_offset)).toContain('fsck /dev/x\n    ```');
  });

  it.each([
    ['a. Open the lid.\nb. Take the tray out.\nc. Close the lid.'],
    ['A) Open the lid.\n\nB) Take the tray out.\n\nC) Close the lid.'],
    ['(a) Open the lid.\n(b) Take the tray out.\n(c) Close the lid.'],
  ])('reads lists that are lettered by hand: %#', (text) => {
    expect(nodesOf(read(text).document)).toEqual([
      'action: Open the lid.',
      'action: Take the tray out.',
      'action: Close the lid.',
    ]);
  });

  it('takes no statement of what may be the matter, no link and no question on a screen for a step', () => {
    const { document } = read(
      '# No sound\n\n## Steps\n\nThere are two possible reasons:\n\n1. The cable is loose since somebody moved the desk.\n2. The speaker is broken.\n\nFollow these steps:\n\n1. Press "Need help?"\n2. Plug the cable in.\n\n## More information\n\n1. Handbook: https://example.com/book\n',
    );
    expect(nodesOf(document)).toEqual([
      'info: There are two possible reasons:\n1. The cable is loose since somebody moved the desk.\n2. The speaker is broken.',
      'action: Press "Need help?"',
      'action: Plug the cable in.',
    ]);
  });

  it('is called by its front matter', () => {
    const text =
      '---\ntitle: "No sound: what to do"\n---\n\n## Steps\n\n1. Plug the cable in.\n2. Turn it up.\n';
    expect(read(text).title).toBe('No sound: what to do');
  });

  it('lists what it leaves out, with the lines', () => {
    const { faults } = readMarkdown(
      '# No sound\n\nIt is quiet.\n\n1. Plug the cable in.\n2. Turn it up.\n\n## References\n\nThe blue folder.\n\n- Page 4\n\n## Owner\n\nKim.\n',
      'x.md',
    );
    expect(faults.map(({ detail, span }) => [detail, span?.start_line, span?.end_line])).toEqual([
      ['Left out of "References": The blue folder. - Page 4', 10, 12],
      ['Left out of "Owner": Kim.', 16, 16],
    ]);
  });
});

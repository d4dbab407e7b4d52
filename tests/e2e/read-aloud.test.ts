import type { ElementHandle } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { listen, reading } from './accessible/reading';
import type { MeetingPage } from './support/panel';
import { certainly } from './support/wait';

/*
 * The host's story as a screen reader tells it, word for word: whoever changes a role, a name, their order or what is
 * spoken by itself sees here what is heard then.
 */

const PEOPLE = [
  { name: 'Mallory', userId: 'auth0|mallory' },
  { name: 'Ann Kim', userId: 'auth0|ann', role: 'moderator' as const },
  { name: 'No Name', identity: false as const },
];

let world: World;
let page: MeetingPage;

beforeAll(async () => {
  world = await startWorld();
  const { appId } = await world.newKeyInGavel('Forum');
  ({ page } = await world.joinMeeting(appId, PEOPLE, {
    room: 'Weekly',
    query: { name: 'Hana', userId: 'auth0|hana' },
  }));
});
afterAll(() => world?.close());

/** The panel's own root, in the hands of whoever listens. */
async function panelRoot(): Promise<ElementHandle<Element>> {
  const card = await page.element('complementary', 'Gavel');
  return (await card.evaluateHandle((it) => it.closest('.root'))) as ElementHandle<Element>;
}

describe('a host who listens', () => {
  it('hears of the panel, of everybody in it, and what can be done with each', async () => {
    await page.panel.open();
    await page.panel.row('Mallory');
    await page.panel.reads('Key ready');
    expect(await reading(page.page, 'complementary')).toMatchInlineSnapshot(`
      "complementary “Gavel”
        heading 2 “Weekly”
        4 here · you joined 0:00
        button “Move Gavel” (Drag it, use the arrow keys, or press it to switch sides.)
        button “Close Gavel”
        searchbox “Search participants”
        button “Select”
        status
        heading 3 “Participants”
        4 ·
        combobox “Sort participants” = By name
          option “Active now”
          option “Newest first”
          option “By name” selected
          option “By role”
        list “Participants”
          listitem “Ann Kim”
            image “microphone off, camera off”
            Ann Kim
            Moderator
            button “User ID auth0|ann” collapsed
            button “Remove Ann Kim” key K (Remove Ann Kim (K))
            button “Ban Ann Kim” key B (Ban Ann Kim (B))
          listitem “Mallory”
            image “microphone off, camera off”
            Mallory
            button “User ID auth0|mallory” collapsed
            button “Remove Mallory” key K (Remove Mallory (K))
            button “Ban Mallory” key B (Ban Mallory (B))
          listitem “No Name”
            image “microphone off, camera off”
            No NameNo user ID: remove only
            button “Remove No Name” key K (Remove No Name (K))
          listitem “Hana”
            Hana
            You
            button “User ID auth0|hana” collapsed
            · Moderator
        status
        status
        status
        status
        button “End meeting”
        Key ready
        button “Resize Gavel” (Drag it or use the arrow keys. Home gives Gavel its usual size.)"
    `);
  });

  it('hears that the ban waits for them, is asked with the focus on Cancel, and hears what became of it', async () => {
    const heard = await listen(await panelRoot());
    await page.panel.ban('Mallory');
    const popup = await world.gavel.popup();
    await popup.answerable('Ban');
    expect(await reading(popup.page)).toMatchInlineSnapshot(`
      "main
        heading 1 “Ban Mallory?”
        In the meeting “Weekly”.
        Mallory
        User ID
        auth0|mallory
        seen here since 0:00
        Asks JaaS to keep Mallory out of all your meetings. This cannot be undone.
        Applies to every meeting of this AppID in which your application gives them the same user ID. JaaS documents no way to undo it.
        checkbox “Also remove from this meeting” checked (A ban alone does not disconnect anybody.)
        A ban alone does not disconnect anybody.
        button “Add a note”
        button “Details” collapsed
        timer
          Expires in 0:00
        button “Cancel” focused (Ban Mallory?)
        button “Ban and remove”"
    `);
    const inPopup = await listen(
      (await popup.page.waitForSelector('body')) as ElementHandle<Element>,
    );
    await popup.confirm('Ban');
    await popup.find('heading', 'Mallory is banned and gone');
    await popup.reads('Left the meeting');
    expect(await reading(popup.page)).toMatchInlineSnapshot(`
      "main
        status
          heading 1 “Mallory is banned and gone”
          Mallory
          auth0|mallory
          list
            listitem
              JaaS accepted the ban
              0:00
            listitem
              JaaS accepted the removal
              0:00
            listitem
              Left the meeting
              0:00
        button “Done” focused (Mallory is banned and gone)"
    `);
    const last = await certainly(async () => (await inPopup()).at(-1), 'the result is spoken');
    expect(last).toMatchInlineSnapshot(
      `"status: ✓ Mallory is banned and gone Mallory auth0|mallory JaaS accepted the ban 0:00 JaaS accepted the removal 0:00 Left the meeting 0:00"`,
    );
    await popup.choose('Done');
    await popup.close();
    await certainly(async () => (await heard()).at(-1)?.includes('gone'), 'the panel says it, too');
    expect([(await heard())[0], (await heard()).at(-1)]).toMatchInlineSnapshot(`
      [
        "status: Ban Mallory : confirm in Gavel's window",
        "status: Mallory is banned and gone",
      ]
    `);
  });

  it('hears of the meeting in the toolbar’s window, how it is ended for everybody, and that it was', async () => {
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.find('button', 'End meeting for everyone');
    await popup.reads('3 participants');
    // Since when the host has been there is said in words of its own, by how long that is.
    const home = (await reading(popup.page)).replace(/(?<=3 participants · ).*(?= · key)/, '…');
    expect(home).toMatchInlineSnapshot(`
      "main
        heading 1 “Weekly”
        3 participants · … · key “Forum”
        button “People (3)”
        button “Open the panel”
        button “End meeting for everyone”
        button “Schedule the end…”
        button “More” collapsed
        button “Activity”
        button “Options”
        heading 2 “Last actions”
        button “All activity”
        list “Last actions”
          listitem
            button “Mallory is banned and gone”
            left at 0:00"
    `);
    await popup.choose('End meeting for everyone');
    await popup.answerable('End meeting');
    expect(await reading(popup.page)).toMatchInlineSnapshot(`
      "main
        heading 1 “End “Weekly” for everyone?”
        DescriptionList
          term “Meeting”
          definition
            Weekly
          term “Participants”
          definition
            3
        Everyone has to leave now, including you.
        The room is not locked, so anybody with a valid token can open it again.
        Keep it closed
        combobox “Keep it closed” = No
          option “No” selected
          option “For 15 minutes”
          option “For 30 minutes”
          option “For 60 minutes”
        status
        button “Add a note”
        button “Details” collapsed
        timer
          Expires in 0:00
        button “Cancel” focused (End “Weekly” for everyone?)
        button “End for everyone”"
    `);
    await popup.confirm('End meeting');
    await popup.outcome(/JaaS accepted the request to end the meeting/);
    expect(await reading(popup.page)).toMatchInlineSnapshot(`
      "main
        status
          heading 1 “JaaS accepted the end of “Weekly””
          list
            listitem
              JaaS accepted the request to end the meeting
              0:00
        button “Done” focused (JaaS accepted the end of “Weekly”)"
    `);
    await popup.close();
  });
});

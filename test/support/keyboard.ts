import type { Locator, Page } from 'playwright-core';

/** Stops of the tabulator after which somebody would give up. */
const patience = 120;

/** Somebody without a mouse: what is used was come to by the tabulator, and could be seen to be. */
export function byKeyboard(page: Page) {
  const isHere = (what: Locator): Promise<boolean> =>
    what.evaluateAll((all) => all.includes(document.activeElement as never));

  /** What is come to, and whether it can be seen that one is there. */
  const place = (): Promise<{ readonly text: string; readonly seen: boolean }> =>
    page.evaluate(() => {
      const at = document.activeElement;
      if (!(at instanceof HTMLElement) || at === document.body) return { text: '(nothing)', seen: true };
      const { outlineStyle, boxShadow } = getComputedStyle(at);
      const named = at.getAttribute('aria-label') ?? (at instanceof HTMLInputElement ? at.name : at.innerText);
      return {
        text: `${at.tagName.toLowerCase()} ${named.slice(0, 40).replaceAll('\n', ' ')}`,
        seen: outlineStyle !== 'none' || boxShadow !== 'none',
      };
    });

  /** Goes on by the tabulator until this has the focus. */
  async function reach(what: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await what.first().waitFor();
    const passed: string[] = [];
    while (!(await isHere(what))) {
      if (passed.length >= patience) throw new Error(`${String(what)} is not reached, but: ${passed.join(' | ')}`);
      await page.keyboard.press(key);
      const { text, seen } = await place();
      if (!seen) throw new Error(`Nobody sees that the focus is on: ${text}`);
      passed.push(text);
    }
  }

  return {
    reach,
    /** Comes to it without a key: the page has put the focus there. */
    async land(what: Locator): Promise<void> {
      for (let tries = 0; !(await isHere(what)); tries += 1) {
        if (tries > 100) throw new Error(`The focus is not on ${String(what)}, but: ${(await place()).text}`);
        await page.waitForTimeout(50);
      }
    },
    /** Reaches it, and presses. */
    async press(what: Locator, key: 'Enter' | 'Space' = 'Enter', way: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
      await reach(what, way);
      await page.keyboard.press(key);
    },
    /** Reaches a field, and writes. */
    async write(what: Locator, text: string): Promise<void> {
      await reach(what);
      await page.keyboard.type(text);
    },
    /** Reaches the group of a choice by the tabulator, and the choice by the arrows. */
    async choose(group: Locator, what: Locator): Promise<void> {
      await reach(group.getByRole('radio'));
      for (let tries = 0; !(await isHere(what)); tries += 1) {
        if (tries > 20) throw new Error(`${String(what)} is not among the choices.`);
        await page.keyboard.press('ArrowDown');
      }
      if (!(await what.isChecked())) await page.keyboard.press('Space');
    },
  };
}

import { ACCOUNT, account, logout, panel, SCRIPT, trigger } from "../test/account-page.js";
import { expect, test } from "../test/site.js";

test("nothing covers or cuts what opens, and it is placed anew when the window changes or scrolls", async ({
  page,
  site,
}) => {
  const style = `<style>main { position: relative; overflow: hidden; height: 80px; transform: translate(0); z-index: 0; text-align: end }
    #above { position: fixed; inset: 0; z-index: 2147483647; pointer-events: none; background: #fff } body { height: 3000px }</style>`;
  await page.goto(site.page({ head: SCRIPT + style, body: ACCOUNT }));
  await page.evaluate(() => document.body.insertAdjacentHTML("beforeend", "<div id=above></div>"));
  await trigger(page).click();
  const distance = () =>
    account(page).evaluate(({ shadowRoot }) => {
      const box = (selector: string) => shadowRoot?.querySelector(selector)?.getBoundingClientRect();
      const [from, to] = [box(".trigger"), box(".panel")];
      return from && to && [Math.round(to.right - from.right), Math.round(to.top - from.bottom)];
    });
  await expect.poll(distance).toEqual([0, 8]);
  const top = await logout(page).evaluate((button) => {
    const { left, top: y, width, height } = button.getBoundingClientRect();
    const host = document.elementFromPoint(left + width / 2, y + height / 2);
    return host?.localName;
  });
  expect(top).toBe("moncomptepro-account");
  await page.setViewportSize({ width: 700, height: 500 });
  await expect.poll(distance).toEqual([0, 8]);
  await page.mouse.wheel(0, 30);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(30);
  await expect.poll(distance).toEqual([0, 8]);
});

test("at the lower edge it opens upwards, and what is too high can be scrolled", async ({ page, site }) => {
  const style = `<style>main { position: fixed; inset: auto auto 8px 8px }</style>`;
  await page.goto(site.page({ head: SCRIPT + style, body: ACCOUNT }));
  for (const height of [600, 260]) {
    await page.setViewportSize({ width: 700, height });
    await trigger(page).click();
    await expect
      .poll(async () => {
        const [from, to] = [await trigger(page).boundingBox(), await panel(page).boundingBox()];
        return from && to && to.y >= 0 && Math.round(from.y - to.y - to.height);
      })
      .toBe(8);
    await logout(page).scrollIntoViewIfNeeded();
    await expect(logout(page)).toBeInViewport({ ratio: 1 });
    await page.keyboard.press("Escape");
  }
});

test("what opens is in line with the account, on its left where there is no room on its right", async ({
  page,
  site,
}) => {
  for (const justify of ["start", "end"]) {
    const head = `${SCRIPT}<style>main { display: grid; justify-items: ${justify} }</style>`;
    await page.goto(site.page({ head, body: ACCOUNT }));
    await trigger(page).click();
    const side = justify === "start" ? "left" : "right";
    const edge = (selector: string): Promise<number | undefined> =>
      page.evaluate(
        ([where, which]) =>
          document
            .querySelector("moncomptepro-account")
            ?.shadowRoot?.querySelector(where)
            ?.getBoundingClientRect()[which],
        [selector, side] as const,
      );
    await expect
      .poll(async () => Math.abs(((await edge(".panel")) ?? 0) - ((await edge(".trigger")) ?? 99)))
      .toBeLessThan(1);
  }
});

for (const [place, style] of Object.entries({
  start: "",
  end: "display: grid; justify-items: end",
  middle: "display: grid; justify-items: center",
})) {
  for (const dir of ["ltr", "rtl"]) {
    test(`what opens stays in sight, in 320 pixels too, with a long organisation: ${place}, ${dir}`, async ({
      page,
      site,
    }) => {
      const body = ACCOUNT.replace("Commune de Sainte-Exemple", "Établissement".repeat(12));
      const head = `${SCRIPT}<style>main { ${style} }</style>`;
      await page.goto(site.page({ head, body, html: `lang="fr" dir="${dir}"` }));
      for (const width of [1100, 320]) {
        await page.setViewportSize({ width, height: 600 });
        await trigger(page).click();
        await expect
          .poll(async () => {
            const { x = -1, width: size = 0 } = (await panel(page).boundingBox()) ?? {};
            return x >= 0 && x + size <= width;
          })
          .toBe(true);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        await trigger(page).click();
      }
    });
  }
}

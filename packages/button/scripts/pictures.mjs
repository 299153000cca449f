// Takes the pictures of the READMEs from examples/gallery: `npm run pictures -w packages/button`, after a build.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const file = (path) => fileURLToPath(new URL(path, import.meta.url));

const gallery = spawn(process.execPath, [file("../../../examples/gallery/server.js")], {
  env: { ...process.env, PORT: "0" },
  stdio: ["ignore", "pipe", "inherit"],
});
const [line] = await once(createInterface({ input: gallery.stdout }), "line");
const address = line.replace("Gallery: ", "");

const browser = await chromium.launch({
  executablePath: [chromium.executablePath(), "/usr/bin/chromium"].find(existsSync),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});

/** The gallery, once its last element has rendered. */
async function openGallery(deviceScaleFactor) {
  const opened = await browser.newPage({ deviceScaleFactor, viewport: { width: 1100, height: 900 } });
  await opened.goto(address);
  await opened.locator("moncomptepro-account").last().locator(".trigger").waitFor();
  return opened;
}

/** A picture of the states whose headings are given, of all without any. */
async function picture(page, name, states, ...headings) {
  const clip = await page.locator(states).evaluate((element, shown) => {
    const sections = [...element.children].filter((section) => {
      section.hidden = shown.length > 0 && !shown.includes(section.querySelector("h3").textContent);
      return !section.hidden;
    });
    // An open account hangs over its section.
    for (const section of sections)
      if (element.id === "account") Object.assign(section.style, { minHeight: "27rem", minWidth: "26rem" });
    const boxes = sections.map((section) => section.getBoundingClientRect());
    const from = (side) => Math.min(...boxes.map((box) => box[side]));
    const to = (side) => Math.max(...boxes.map((box) => box[side]));
    const [x, y] = [from("left"), from("top")];
    return { x: x + scrollX, y: y + scrollY, width: to("right") - x, height: to("bottom") - y };
  }, headings);
  await page.screenshot({ path: file(`../docs/${name}.png`), fullPage: true, clip });
}

await picture(await openGallery(1), "states", "#button");
const page = await openGallery(2);
await picture(page, "button", "#button", "MonComptePro, clair", "MonComptePro, sombre");
const trigger = page.locator("moncomptepro-account").first().locator(".trigger");
// With room below it, the panel opens there; it hangs over what the picture before showed.
await page.setViewportSize({ width: 1100, height: 6000 });
await trigger.click();
await picture(page, "account", "#account", "Clair");
await browser.close();
gallery.kill();

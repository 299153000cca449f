import { clickThrice, expect, test } from "../test/site.js";

const BUTTON = `<moncomptepro-button><button name="via" value="button">S'identifier</button></moncomptepro-button>`;
const form = (inside: string, action = "/auth/login"): string =>
  `<form method="post" action="${action}"><input name="csrf" type="hidden" value="1"><input name="login_hint"
    aria-label="E-mail" value="a@b.fr"><input name="siret_hint" aria-label="SIRET">${inside}</form>`;
const BODY = "csrf=1&login_hint=a%40b.fr&siret_hint=&via=button";

test("D51 a click sends the form with its fields and the submitter, and tells of it", async ({
  page,
  site,
}) => {
  await page.goto(site.page({ body: form(BUTTON) }));
  const heard: string[] = [];
  page.on("console", (message) => heard.push(message.text()));
  await page.evaluate(() =>
    document.addEventListener("moncomptepro-login", (event) => console.log(JSON.stringify(event.detail))),
  );
  await page.locator(".face").click({ force: true });
  await page.waitForURL("**/auth/login");
  expect(site.requests).toEqual([`POST /auth/login ${BODY}`]);
  expect(heard).toEqual([`{"mode":"form","href":"/auth/login"}`]);
});

test("D51 Enter in a field sends it through the button, and click() of the element too", async ({
  page,
  site,
}) => {
  for (const act of [
    () => page.getByLabel("E-mail").press("Enter"),
    () => page.locator("moncomptepro-button").evaluate((element: HTMLElement) => element.click()),
  ]) {
    await page.goto(site.page({ body: form(BUTTON) }));
    await page.locator(".control").waitFor();
    await act();
    await page.waitForURL("**/auth/login");
  }
  expect(site.requests).toEqual([`POST /auth/login ${BODY}`, `POST /auth/login ${BODY}`]);
});

test("D51 a form that isn't valid starts nothing and locks nothing", async ({ page, site }) => {
  await page.goto(site.page({ body: form(BUTTON).replace('aria-label="SIRET"', "required") }));
  const events = await page.evaluateHandle(() => {
    const heard: string[] = [];
    document.addEventListener("moncomptepro-login", (event) => heard.push(event.type));
    return heard;
  });
  await page.getByRole("button").click();
  await expect(page.locator("[name=siret_hint]")).toBeFocused();
  expect(await events.jsonValue()).toEqual([]);
  await expect(page.locator("moncomptepro-button")).not.toHaveAttribute("busy");
});

test("D51 a disabled fieldset disables it, to the eye too, as it comes and goes", async ({ page, site }) => {
  await page.goto(site.page({ body: form(`<fieldset disabled>${BUTTON}</fieldset>`) }));
  const face = page.locator(".face");
  await expect(face).toHaveCSS("background-color", "rgb(229, 229, 229)");
  await page.locator(".control").click({ force: true });
  expect(site.requests).toEqual([]);
  await page.mouse.move(0, 0);
  await page.locator("fieldset").evaluate((fieldset) => fieldset.removeAttribute("disabled"));
  await expect(face).toHaveCSS("background-color", "rgb(0, 0, 145)");
  await expect(page.getByRole("button")).toBeEnabled();
});

test("D45 three clicks on a slow server send the form once", async ({ page, site }) => {
  await page.goto(site.page({ body: form(BUTTON) }));
  await clickThrice(page, site, page.getByRole("button"));
  expect(site.requests).toEqual([`POST /auth/login ${BODY}`]);
});

test("D46 D49 a cancelled event, or a cancelled submit, sends nothing and locks nothing", async ({
  page,
  site,
}) => {
  const element = page.locator("moncomptepro-button");
  for (const type of ["moncomptepro-login", "submit"]) {
    await page.goto(site.page({ body: form(BUTTON) }));
    await page.evaluate((name) => window.addEventListener(name, (event) => event.preventDefault()), type);
    await page.getByRole("button").click();
    await expect(element).not.toHaveAttribute("busy");
  }
  expect(site.requests).toEqual([]);
});

test("D48 a modified click takes no lock", async ({ page, site, context }) => {
  await page.goto(site.page({ body: form(BUTTON) }));
  const opened = context.waitForEvent("page");
  await page.getByRole("button").click({ modifiers: ["ControlOrMeta"] });
  await (await opened).close();
  await expect(page.locator("moncomptepro-button")).not.toHaveAttribute("busy");
});

test("another button of the form, or another form, is none of its business", async ({ page, site }) => {
  const other = `<form action="/auth/nothing"><button>Other form</button></form>
    <moncomptepro-button id="link"></moncomptepro-button>`;
  await page.goto(site.page({ body: form(`${BUTTON}<button>Other</button>`, "/auth/nothing") + other }));
  const events = await page.evaluateHandle(() => {
    const heard: string[] = [];
    document.addEventListener("moncomptepro-login", (event) => heard.push(event.type));
    return heard;
  });
  await page.getByRole("button", { name: "Other", exact: true }).click();
  await page.getByRole("button", { name: "Other form" }).click();
  await page
    .locator("form")
    .nth(1)
    .evaluate((node: HTMLFormElement) => node.requestSubmit());
  expect(await events.jsonValue()).toEqual([]);
  await page
    .locator("form")
    .first()
    .evaluate((node: HTMLFormElement) => node.requestSubmit());
  expect(await events.jsonValue()).toEqual([]);
  await expect(page.locator("[busy]")).toHaveCount(0);
});

test("inside a shadow root it submits the form there", async ({ page, site }) => {
  await page.goto(site.page({ body: `<div></div>` }));
  await page.locator("div").evaluate(
    (host, html) => {
      host.attachShadow({ mode: "open" }).innerHTML = html;
    },
    form(BUTTON, "/auth/nothing"),
  );
  await page.getByRole("button").click();
  await expect(page.locator("moncomptepro-button")).toHaveAttribute("busy");
  expect(site.requests).toEqual([`POST /auth/nothing ${BODY}`]);
});

test("a button that comes later turns the link into a form's control", async ({ page, site }) => {
  await page.goto(site.page({ body: form("<moncomptepro-button></moncomptepro-button>") }));
  await expect(page.getByRole("link", { name: "S’identifier avec MonComptePro" })).toBeVisible();
  await page
    .locator("moncomptepro-button")
    .evaluate((element) => element.append(document.createElement("button")));
  await expect(page.getByRole("button", { name: "S’identifier avec MonComptePro" })).toBeVisible();
  await expect(page.getByRole("link")).toHaveCount(1);
});

test("D42 under form-action 'self' the server's own page leads on, and the form is sent", async ({
  page,
  site,
}) => {
  const headers = { "content-security-policy": "form-action 'self'" };
  await page.goto(site.page({ body: form(BUTTON), headers }));
  await page.getByRole("button").click();
  await page.waitForURL("**/auth/login");
  expect(site.requests).toEqual([`POST /auth/login ${BODY}`]);
});

test("D42 where the server sends the form on to another origin under form-action 'self', the element says why and is ready", async ({
  page,
  site,
}) => {
  const lines: string[] = [];
  page.on("console", (message) => lines.push(message.text()));
  const headers = { "content-security-policy": "form-action 'self'" };
  await page.goto(site.page({ body: form(BUTTON, "/auth/elsewhere"), headers }));
  await page.getByRole("button").click();
  await expect.poll(() => lines).toContain("<moncomptepro-button>: form-action blocks the login");
  await expect(page.locator("moncomptepro-button")).not.toHaveAttribute("busy");
});

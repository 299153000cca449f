import { describe, expect, test } from "vitest";
import { isSiren, isSiret } from "./siret.js";

describe("isSiret", () => {
  test.each(["21920023500014", "13002526500013", "21630215800011", "83832482000011", "50056940503239"])(
    "accepts %s",
    (siret) => expect(isSiret(siret)).toBe(true),
  );

  test.each(["35600000000048", "35600000049837", "35600000009075"])(
    "accepts La Poste's %s, whose digits add up to a multiple of five or pass Luhn",
    (siret) => expect(isSiret(siret)).toBe(true),
  );

  test.each([
    ["a wrong check digit", "21920023500015"],
    ["La Poste with a wrong digit sum", "35600000049838"],
    ["another SIREN with La Poste's digit sum only", "13002526500022"],
    ["thirteen digits", "2192002350001"],
    ["fifteen digits", "219200235000140"],
    ["fifteen digits that pass Luhn", "219200235000141"],
    ["spaces", "219 200 235 00014"],
    ["the digits of no organisation, though all together they pass Luhn", "21920023600004"],
    ["a letter", "2192002350001A"],
    ["Arabic-Indic digits", "٢١٩٢٠٠٢٣٥٠٠٠١٤"],
    ["a final line break", "21920023500014\n"],
    ["zeros alone", "00000000000000"],
    ["zeros in the place of the SIREN, though all together they pass Luhn", "00000000000018"],
    ["establishment zero, though all together they pass Luhn", "21920023500006"],
    ["La Poste's establishment zero", "35600000000001"],
    ["nothing", ""],
  ])("refuses %s", (_what, siret) => expect(isSiret(siret)).toBe(false));
});

describe("isSiren", () => {
  test("accepts the first nine digits of a SIRET", () => expect(isSiren("219200235")).toBe(true));
  test("refuses a wrong check digit", () => expect(isSiren("219200236")).toBe(false));
  test("refuses nine zeros", () => expect(isSiren("000000000")).toBe(false));
  test("refuses a SIRET", () => expect(isSiren("21920023500014")).toBe(false));
});

import { describe, expect, it } from "vitest";
import { isSiret } from "@moncomptepro/profiles";
import { personas } from "./personas.js";

describe("the personas", () => {
  it.each(personas)("$id is complete", ({ sub, email, organizations }) => {
    expect(sub).toMatch(/^\d+$/);
    expect(email).toMatch(/^[a-z.]+@[a-z-]+\.example$/);
    for (const { siret } of organizations) expect(isSiret(siret), siret).toBe(true);
  });

  it("are told apart by id, sub and e-mail", () => {
    for (const member of ["id", "sub", "email"] as const) {
      expect(new Set(personas.map((persona) => persona[member])).size).toBe(personas.length);
    }
  });

  it("cannot be changed: all that starts a provider shares them", () => {
    const [person] = personas as unknown as [{ givenName: string; organizations: [{ label: string }] }];
    expect(() => (person.givenName = "Other")).toThrow(TypeError);
    expect(() => (person.organizations[0].label = "Other")).toThrow(TypeError);
  });
});

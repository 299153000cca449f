import { describe, expect, it } from "vitest";
import { withFile } from "../../test/written-file.js";
import type { Persona } from "../people/persona.js";
import { personas } from "../people/personas.js";
import { readPeopleFile } from "./people-file.js";

const read = (people: unknown, others: readonly Persona[] = []): Promise<Persona[]> =>
  withFile("people.json", typeof people === "string" ? people : JSON.stringify(people), (path) =>
    readPeopleFile(path, others),
  );

async function problems(people: unknown, others?: readonly Persona[]): Promise<string[]> {
  const error: unknown = await read(people, others).catch((caught: unknown) => caught);
  const [, ...lines] = String(error).split("\n");
  return lines.map((line) => line.replace(/^.*people\.json:/, ""));
}

const jeanne = {
  id: "mayor",
  email: "jeanne.exemple@mairie.example",
  given_name: "Jeanne",
  family_name: "Exemple",
  organizations: [{ siret: "21990001600011" }],
};

describe("readPeopleFile", () => {
  it("needs little, and fills in the rest", async () => {
    expect(await read([jeanne])).toEqual([
      {
        id: "mayor",
        description: { fr: "Établissement 21990001600011", en: "Établissement 21990001600011" },
        sub: expect.stringMatching(/^\d{13}$/),
        email: "jeanne.exemple@mairie.example",
        password: "password123",
        givenName: "Jeanne",
        familyName: "Exemple",
        organizations: [
          {
            siret: "21990001600011",
            label: "Établissement 21990001600011",
            isCommune: true,
            isPublicService: true,
            isExternal: false,
          },
        ],
      },
    ]);
  });

  it("takes everything that a persona may have", async () => {
    const full = {
      ...jeanne,
      sub: "2001",
      password: "secret",
      description: { fr: "Maire", en: "Mayor" },
      phone_number: "0123456789",
      job: "Maire",
      organizations: [
        {
          siret: "35600000049814",
          label: "La Poste",
          is_commune: false,
          is_public_service: true,
          is_external: true,
        },
      ],
      assurance: { identity_verified: true, second_factor: "on-request", company_officer: true },
      refusal: "blocked",
    };
    expect(await read([full])).toEqual([
      {
        id: "mayor",
        description: { fr: "Maire", en: "Mayor" },
        sub: "2001",
        email: "jeanne.exemple@mairie.example",
        password: "secret",
        givenName: "Jeanne",
        familyName: "Exemple",
        phoneNumber: "0123456789",
        job: "Maire",
        organizations: [
          {
            siret: "35600000049814",
            label: "La Poste",
            isCommune: false,
            isPublicService: true,
            isExternal: true,
          },
        ],
        assurance: { identityVerified: true, secondFactor: "on-request", companyOfficer: true },
        refusal: "blocked",
      },
    ]);
  });

  it("adds to those that are there, and replaces the one with the same id", async () => {
    const own = { ...jeanne, id: "contractor", sub: "104", description: "Autre" };
    const all = await read([jeanne, { ...own, email: "other@mairie.example" }], personas);
    expect(all.map(({ id }) => id)).toEqual([
      ...personas.map(({ id }) => id).filter((id) => id !== "contractor"),
      "mayor",
      "contractor",
    ]);
    expect(all.at(-1)?.description).toEqual({ fr: "Autre", en: "Autre" });
  });

  it("names every mistake with its line, all at once", async () => {
    const text = `[
      { "id": "x y", "email": "Jean@X.fr", "given_name": "",
        "organizations": [{ "siret": "21990001600012", "is_comune": true },
          { "label": "?" }],
        "assurance": { "second_factor": "never" }, "refusal": true },
      { "id": "mayor", "sub": "102",
        "email": "claire.martin@mairie-sainte-exemple.example",
        "given_name": "A", "family_name": "B", "organizations": [{ "siret": "21990001600011" }] },
      { "id": "mayor", "sub": 3, "email": "b@c", "given_name": "A", "family_name": "B",
        "organizations": [] }
    ]`;
    expect(await problems(text, personas)).toEqual([
      '2: people[0].id must be 1 to 64 letters without accents, digits, . _ or -, not "x y".',
      '2: people[0].email must be an e-mail address in lower case, for example jeanne.exemple@mairie.example, not "Jean@X.fr".',
      '2: people[0].given_name must be a text, not "".',
      "2: people[0].family_name is missing.",
      '3: people[0].organizations[0].siret must be a SIRET: 14 digits whose Luhn checksum holds (or an establishment of La Poste), not "21990001600012".',
      "3: people[0].organizations[0].is_comune is unknown: perhaps is_commune was meant.",
      "4: people[0].organizations[1].siret is missing.",
      '5: people[0].assurance.second_factor must be always or on-request, not "never".',
      "5: people[0].refusal must be a text, not true.",
      '6: people[1].sub must be another: "102" is that of ministry-agent.',
      '7: people[1].email must be another: "claire.martin@mairie-sainte-exemple.example" is that of town-hall-agent.',
      "9: people[2].sub must be a text, not 3.",
      "10: people[2].organizations must hold at least one of the organisations.",
    ]);
  });
});

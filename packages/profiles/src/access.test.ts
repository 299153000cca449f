import { expect, test } from "vitest";
import { profiles, type Population } from "./index.js";

const POPULATIONS: readonly Population[] = [
  "public-agents",
  "private-professionals",
  "company-officers",
  "citizens",
  "health-professionals",
];

test("each provider says who may offer it to whom, and where to ask, in both languages", () => {
  for (const { access, id } of Object.values(profiles)) {
    const { populations = [], eligibility, request, keys, answer, needed } = access ?? {};
    expect([id, populations.length > 0]).toEqual([id, true]);
    for (const texts of [eligibility, request?.name, keys?.name, answer, needed])
      expect(texts).toEqual({ fr: expect.stringMatching(/.../), en: expect.stringMatching(/.../) });
    for (const { href } of [request, keys].filter((each) => each !== undefined))
      expect(href).toMatch(/^https:\/\/[\w.-]+(\.gouv|\.esante\.gouv)\.fr$/);
  }
});

test("each population has a provider", () => {
  const all = Object.values(profiles).flatMap(({ access }) => access?.populations ?? []);
  expect(POPULATIONS.filter((each) => !all.includes(each))).toEqual([]);
});

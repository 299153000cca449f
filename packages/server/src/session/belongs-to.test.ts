import { expect, test } from "vitest";
import type { ClientScope } from "../sealing/client-scope.js";
import { belongsTo } from "./belongs-to.js";

const SCOPE: ClientScope = ["client", "", "https://p.test", "application", "moncomptepro"];

test.each<[string, unknown, boolean]>([
  ["the same", [...SCOPE], true],
  ["none, as in a record of an older version", undefined, false],
  ["with one part less", SCOPE.slice(0, -1), false],
  ["with one part more", [...SCOPE, ""], false],
  ["with another part", SCOPE.with(3, "other"), false],
])("a record belongs to the client that it names: %s", (_which, client, belongs) => {
  expect(belongsTo({ client: client as ClientScope }, SCOPE)).toBe(belongs);
});

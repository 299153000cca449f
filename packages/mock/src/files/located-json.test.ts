import { describe, expect, it } from "vitest";
import { JsonError, plainJson, readLocatedJson } from "./located-json.js";

describe("readLocatedJson", () => {
  it.each([
    "[]",
    "{}",
    ' {"a": [1, -2.5e+3, 0, true, false, null, "x"], "b": {"c": {}}} ',
    '"\\u00e9\\n\\"\\\\ {[,:]}"',
    '\n[\r\n\t{"é": "’\u202F😀"}\n]\n',
    '{"__proto__": 1}',
  ])("reads %j as JSON.parse does", (text) => {
    expect(plainJson(readLocatedJson(text))).toEqual(JSON.parse(text));
  });

  it("knows the lines of names and values", () => {
    const json = readLocatedJson('{\n  "a":\n    [1,\n     2],\n  "b": {}\n}');
    const members = "members" in json ? json.members : new Map();
    expect(members.get("a")).toMatchObject({ line: 2, value: { line: 3 } });
    expect(members.get("a").value.elements[1]).toEqual({ line: 4, scalar: 2 });
    expect(members.get("b")).toMatchObject({ line: 5 });
  });

  it("skips a byte order mark", () => {
    expect(plainJson(readLocatedJson("\uFEFF[1]"))).toEqual([1]);
  });

  it.each([
    ["", 1, "a value was expected, not the end of the file"],
    ['{\n "a": 1,\n}', 2, "the comma before } is too much"],
    ['[1\n "b"]', 2, 'a comma or ] was expected, not "b"'],
    ["{\n\n a: 1 }", 3, 'a name between " and " was expected, not a'],
    ["['a']", 1, "a value was expected, not '"],
    ["[\n // why\n 1]", 2, "a value was expected, not / (JSON knows no comments)"],
    ['{"a" 1}', 1, 'a colon after "a" was expected, not 1'],
    ['{"a": 1,\n "a": 2}', 2, '"a" stands twice in the same object'],
    ["[01]", 1, "a value was expected, not 01"],
    ["[1] 2", 1, "the end of the file was expected, not 2"],
    ['["a\nb"]', 1, 'a value was expected, not "'],
    ["[", 1, "a value was expected, not the end of the file"],
    ["[nope]", 1, "a value was expected, not nope"],
  ])("refuses %j at line %i", (text, line, message) => {
    const error = (() => {
      try {
        return readLocatedJson(text);
      } catch (caught) {
        return caught;
      }
    })();
    expect(error).toBeInstanceOf(JsonError);
    expect(error).toMatchObject({ line, message });
  });
});

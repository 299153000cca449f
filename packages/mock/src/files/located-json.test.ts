import { describe, expect, it } from "vitest";
import { JsonError, readLocatedJson } from "./located-json.js";

describe("readLocatedJson", () => {
  it.each([
    "[]",
    "{}",
    ' {"a": [1, -2.5e+3, 0, true, false, null, "x"], "b": {"c": {}}} ',
    '"\\u00e9\\n\\"\\\\ {[,:]}"',
    '\n[\r\n\t{"é": "’\u202F😀"}\n]\n',
    '{"__proto__": 1}',
  ])("reads %j as JSON.parse does", (text) => {
    expect(readLocatedJson(text).value).toEqual(JSON.parse(text));
  });

  it("knows the lines of names and values", () => {
    const json = readLocatedJson('{\n  "a":\n    [1,\n     2],\n  "b": {}\n}');
    const places = [[], ["a"], ["a", 0], ["a", 1], ["b"]];
    expect(places.map((place) => json.lineOf(place))).toEqual([1, 2, 3, 4, 5]);
    // Of what is not there, the line of what should hold it.
    expect(
      [
        ["b", "c"],
        ["a", 7],
        ["d", "e"],
      ].map((place) => json.lineOf(place)),
    ).toEqual([5, 2, 1]);
  });

  it("skips a byte order mark", () => {
    expect(readLocatedJson("\uFEFF[1]").value).toEqual([1]);
  });

  it.each([
    ["", 1, "a value was expected, not the end of the file"],
    ['{\n "a": 1,\n}', 2, "the comma before } is too much"],
    ['[1\n "b"]', 2, 'a comma was expected, not "b"'],
    ["{\n\n a: 1 }", 3, 'a is no JSON value: names and texts stand between " and "'],
    ["['a']", 1, `'a' is no JSON value: names and texts stand between " and "`],
    ["[\n // why\n 1]", 2, "a value was expected, not / (JSON knows no comments)"],
    ['{"a" 1}', 1, "a colon after the name was expected, not 1"],
    ['{"a": 1,\n "a": 2}', 2, '"a" stands twice in the same object'],
    ["[01]", 1, "a comma was expected, not 1"],
    ["[1] 2", 1, "the end of the file was expected, not 2"],
    ['["a\nb"]', 1, '"a is no JSON value: names and texts stand between " and "'],
    ["[", 1, "a comma or ] was expected, not the end of the file"],
    ["[nope]", 1, 'nope is no JSON value: names and texts stand between " and "'],
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

import { DISCOVERY, lies, takeOver, type Lie } from "./lie.js";

/** Writes something again and again, for as long as a reader listens. */
const again = (path: string, begin: string, more: string): ReturnType<Lie["answers"]> =>
  takeOver(path, (_path, { socket }) => {
    socket?.write(begin);
    const timer = setInterval(() => socket?.write(more), 50);
    socket?.once("close", () => clearInterval(timer));
    return true;
  });

/** The paths that a provider is slow at; the name of each of the lies below begins with its own. */
const PATHS = [DISCOVERY, "/jwks", "/token", "/userinfo"];

export const pathOf = ({ name }: Lie): string => PATHS.find((path) => name.startsWith(`${path} `)) ?? "";

/** The five seconds of a person: whatever an endpoint does, a page comes. */
export const SLOW_LIES: readonly Lie[] = lies(
  "provider_timeout",
  PATHS.flatMap((path) => [
    [`${path} says nothing`, () => takeOver(path, () => true)],
    [`${path} drips its headers`, () => again(path, "HTTP/1.1 200 OK\r\n", "x: y\r\n")],
    [
      `${path} drips its answer`,
      () => again(path, "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n", " "),
    ],
    [`${path} asks for patience without end`, () => again(path, "", "HTTP/1.1 102 Processing\r\n\r\n")],
  ]),
);

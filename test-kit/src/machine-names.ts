/**
 * Names under which a provider may be reached over http. One table for both sides: where the mock can be, the kit can
 * find it.
 */
export const MACHINE_NAMES: readonly (readonly [name: string, machine: "this" | "another" | "none"])[] = [
  ["localhost", "this"],
  ["app.localhost", "this"],
  ["my-app.in.localhost", "this"],
  ["127.0.0.1", "this"],
  ["127.0.0.2", "this"],
  ["127.1.2.3", "this"],
  ["[::1]", "this"],
  ["mock", "another"],
  ["my_mock", "another"],
  ["mock.example", "another"],
  ["host.docker.internal", "another"],
  ["172.17.0.1", "another"],
  ["[fd00::1]", "another"],
  ["localhost.example", "another"],
  ["notlocalhost", "another"],
  ["127.0.0.1.example", "another"],
  ["0.0.0.0", "none"],
  ["[::]", "none"],
  ["127.0.0.256", "none"],
  ["127.1", "none"],
  ["a/b", "none"],
  ["mock:80", "none"],
  ["::1", "none"],
  ["", "none"],
];

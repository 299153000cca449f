import { expect, test } from "vitest";
import { lookUpHost } from "./loopback.js";

test.each(["localhost", "app.localhost", "my-app.in.LOCALHOST"])(
  "%s is found on this machine",
  async (name) => {
    const found = new Promise((resolve, reject) => {
      lookUpHost(name, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
    });
    expect(await found).toEqual(
      expect.arrayContaining([
        { address: expect.stringMatching(/^(?:127\.0\.0\.1|::1)$/), family: expect.any(Number) },
      ]),
    );
  },
);

import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { reportError } from "../http/report-error.js";
import type { ArmedFaults } from "./armed-faults.js";
import { ANSWER_FAULTS, spoilAnswer } from "./spoil-answer.js";

/** What stands behind the faults. */
export interface Honest {
  /** Path of the token endpoint. */
  readonly tokenPath: string;
  readonly provider: {
    readonly current: { readonly listener: RequestListener };
    rotateKeys(): Promise<void>;
  };
}

/** The faults that come before the provider has seen the request, and those of its pages. */
export function falsifyRequests(faults: ArmedFaults, honest: Honest): RequestListener {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path] = (request.url ?? "/").split("?");
    if (path === honest.tokenPath && request.method === "POST") {
      const rotations = faults.take(["key_rotation"], { endpoint: "token" });
      if (rotations.length > 0) await honest.provider.rotateKeys();
    }
    if (path?.startsWith("/interaction/")) {
      for (const fault of faults.take(ANSWER_FAULTS, { endpoint: "interaction" })) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other, until one has answered
        if (await spoilAnswer(response, fault, faults.waiting)) return;
      }
    }
    honest.provider.current.listener(request, response);
  }

  return (request, response) => {
    if (faults.cutsConnection()) {
      request.socket.destroy();
      return;
    }
    answer(request, response).catch((error: unknown) => {
      reportError(error);
      response.destroy();
    });
  };
}

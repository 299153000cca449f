import { request } from "node:http";

/** A request of the browser that there is none of. */
export interface Question {
  /** Value of a `Cookie` header. */
  readonly cookie: string;
  /** Sent as a form, by POST. */
  readonly form?: URLSearchParams | undefined;
  /** Address of this machine to connect to: the name in the URL may be one that only others can resolve. */
  readonly connectTo: string;
}

/** What was answered. */
export interface Reply {
  readonly status: number;
  readonly location: string | undefined;
  readonly setCookie: readonly string[];
  readonly text: string;
}

/** Asks for a page as a browser does. A redirect is not followed. */
export function ask(url: URL, { cookie, form, connectTo }: Question): Promise<Reply> {
  const { host, port, pathname, search } = url;
  const body = form?.toString();
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: connectTo,
        port,
        path: pathname + search,
        method: body === undefined ? "GET" : "POST",
        headers: {
          host,
          accept: "text/html",
          ...(cookie !== "" && { cookie }),
          ...(body !== undefined && {
            "content-type": "application/x-www-form-urlencoded",
            "content-length": Buffer.byteLength(body),
          }),
        },
        agent: false,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.once("error", reject);
        answer.once("end", () => {
          const { statusCode: status = 0, headers } = answer;
          const { location, "set-cookie": setCookie = [] } = headers;
          resolve({ status, location, setCookie, text: Buffer.concat(chunks).toString("utf8") });
        });
      },
    );
    sent.once("error", reject);
    sent.end(body);
  });
}

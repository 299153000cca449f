import { once } from "node:events";
import {
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from "node:http";
import { startMockProvider } from "@moncomptepro/mock";
import { EXPRESS, startExample } from "@moncomptepro/test-kit/example";
import { freePort } from "@moncomptepro/test-kit/free-port";

/** What a proxy does beside passing requests on. */
export interface ProxyHabits {
  /** The path that it cuts off. */
  readonly strips?: string;
  /** What it sends as Host in the place of what it got. */
  readonly host?: string;
  readonly dropsCookies?: boolean;
  /** Keeps what says `public`, and gives it to all. */
  readonly caches?: boolean;
  /** Answers of its own, HTML or a script, by path. */
  readonly answers?: Readonly<Record<string, string>>;
}

/** The Express example behind a proxy. */
export interface Proxied {
  /** Address of the application as browsers know it, without a final slash. */
  readonly application: string;
  /** Headers of the requests that came, by path, the last one each. */
  readonly seen: ReadonlyMap<string, IncomingHttpHeaders>;
  readonly stop: () => Promise<void>;
}

/** Starts the Express example, as it is, behind a proxy; the mock provider knows the proxy's address alone. */
export async function startBehind(habits: ProxyHabits, base = ""): Promise<Proxied> {
  const [port, inner] = await Promise.all([freePort(), freePort()]);
  const application = `http://localhost:${port}${base}`;
  const mock = await startMockProvider({ redirectUris: [`${application}/auth/callback`] });
  const settings = {
    ...mock.environment,
    MONCOMPTEPRO_BASE_URL: application,
    ...(habits.strips && { MONCOMPTEPRO_PROXY_STRIPS_BASE_PATH: "true" }),
  };
  const example = await startExample(EXPRESS, settings, inner);
  const seen = new Map<string, IncomingHttpHeaders>();
  const kept = new Map<string, { headers: IncomingHttpHeaders; body: Buffer }>();

  const server = createServer(async (incoming, outgoing) => {
    const { url = "/", headers } = incoming;
    const own = habits.answers?.[url];
    if (own !== undefined) {
      const type = url.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8";
      outgoing.writeHead(200, { "content-type": type }).end(own);
      return;
    }
    seen.set(url.replace(/\?.*/, ""), headers);
    const cached = kept.get(url);
    if (cached) {
      outgoing.writeHead(200, cached.headers).end(cached.body);
      return;
    }
    const answer = await passOn(incoming, habits, inner);
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { "set-cookie": cookies, ...others } = answer.headers;
    const passed = { ...others, ...(cookies && !habits.dropsCookies && { "set-cookie": cookies }) };
    if (habits.caches && /public/.test(answer.headers["cache-control"] ?? ""))
      kept.set(url, { headers: passed, body });
    outgoing.writeHead(answer.statusCode ?? 502, passed).end(body);
  });
  await once(server.listen(port, "localhost"), "listening");
  return {
    application,
    seen,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await Promise.all([example.stop(), mock.stop()]);
    },
  };
}

async function passOn(
  incoming: IncomingMessage,
  { strips, host, dropsCookies }: ProxyHabits,
  port: number,
): Promise<IncomingMessage> {
  const { method = "GET", url = "/", headers } = incoming;
  const { cookie, ...others } = headers;
  const path = strips && url.startsWith(strips) ? url.slice(strips.length) || "/" : url;
  const sent = { ...others, ...(cookie && !dropsCookies && { cookie }), ...(host && { host }) };
  const outgoing = httpRequest({ port, host: "localhost", method, path, headers: sent });
  incoming.pipe(outgoing);
  const [answer] = (await once(outgoing, "response")) as [IncomingMessage];
  return answer;
}

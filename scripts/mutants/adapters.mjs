export const folder = "packages/server/src";
export const tests = [
  "adapters/set-up.test.ts",
  "adapters/node-request.test.ts",
  "adapters/next-pages.test.ts",
  "adapters/hono.test.ts",
  "adapters/refresh.test.ts",
  "adapters/return-to.test.ts",
  "adapters/contract.test.ts",
  "adapters/express.test.ts",
  "adapters/next.test.ts",
  "forgotten-await.test.ts",
];

const express = "adapters/express.ts";
const fastify = "adapters/fastify.ts";
const reply = "adapters/fastify-reply.ts";
const framework = "adapters/framework.ts";
const requests = "adapters/personal-requests.ts";
const hono = "adapters/hono.ts";
const honoContext = "adapters/hono-context.ts";
const nextRequest = "adapters/next-request.ts";
const next = "adapters/next.ts";
const nodeFramework = "adapters/node-framework.ts";
const nodeRequest = "adapters/node-request.ts";
const personal = "adapters/personal-answer.ts";
const personalTests = [...tests, "time-and-two/slow-answers.test.ts"];

export const breaks = [
  {
    file: express,
    find: `if (user) next();`,
    put: `next();`,
    why: "Express shows the page to everybody",
  },
  {
    file: express,
    find: `({ user } = await check([request, response]));`,
    put: `user = check([request, response]) as never;`,
    why: "a missing await: Express shows the page to everybody",
  },
  {
    file: express,
    find: `const check = guard(requirements);`,
    put: `const check = (...context: Parameters<ReturnType<typeof guard>>) => guard(requirements)(...context);`,
    why: "a guard that can never open is found out by the first person",
  },
  {
    file: express,
    find: `isOurs(core, request) ? answerOurs(request, response, next) : next();`,
    put: `(void answerOurs(request, response, next), next());`,
    why: "Express answers twice",
  },
  {
    file: fastify,
    find: `return async (...context) => void (await check(context));`,
    put: `return async (...context) => void check(context);`,
    why: "a missing await: Fastify shows the page to everybody",
  },
  {
    file: fastify,
    find: `const check = guard(requirements);`,
    put: `const check = (...context: Parameters<ReturnType<typeof guard>>) => guard(requirements)(...context);`,
    why: "a guard that can never open is found out by the first person",
  },
  {
    file: fastify,
    find: `[Symbol.for("skip-override")]: true,`,
    put: ``,
    why: "Fastify answers our routes nowhere",
  },
  { file: reply, find: `reply.code(response.status);`, put: ``, why: "Fastify answers 200 to a refusal" },
  { file: reply, find: `  await reply;`, put: ``, why: "Fastify runs the handler after a refusal" },
  {
    file: reply,
    find: `for (const [name, value] of response.headers) reply.header(name, value);`,
    put: `for (const [name, value] of response.headers) if (name !== "set-cookie") reply.header(name, value);`,
    why: "Fastify sends no cookie",
  },
  {
    file: hono,
    find: `(await check([c])).answer ?? next()`,
    put: `(await check([c])) && next()`,
    why: "Hono shows the page to everybody",
  },
  {
    file: hono,
    find: `const check = guard(requirements);`,
    put: `const check = (...context: Parameters<ReturnType<typeof guard>>) => guard(requirements)(...context);`,
    why: "a guard that can never open is found out by the first person",
  },
  {
    file: hono,
    find: `return ours ?? withChanges(c, next);`,
    put: `return ours ?? next();`,
    why: "Hono loses the headers of a handler that gives a plain Response",
  },
  {
    file: honoContext,
    find: `if (waiting.has(c)) return answer();`,
    put: ``,
    why: "an inner middleware writes the headers too soon",
  },
  {
    file: honoContext,
    find: `if (!req.raw.bodyUsed) return req.raw;`,
    put: `return req.raw;`,
    why: "a form that was read already cannot be posted",
  },
  {
    file: honoContext,
    find: `{ append: true }`,
    put: `{}`,
    why: "our cookie takes the place of the application's",
  },
  {
    file: honoContext,
    find: `for (const change of changes) change(headersOf(c));`,
    put: ``,
    why: "a personal answer may be cached",
  },
  {
    file: honoContext,
    find: `  else change(headersOf(c));`,
    put: ``,
    why: "without a middleware of ours a personal answer may be cached",
  },

  {
    file: requests,
    find: `if (found) sessions.set(key, found);`,
    put: ``,
    why: "no handler knows its person",
  },
  {
    file: requests,
    find: `if (found) sessions.set(key, found);`,
    put: `if (found && !sessions.has(key)) sessions.set(key, found);`,
    why: "after a refresh a handler knows the session of before",
  },
  { file: requests, find: `if (known) return;`, put: ``, why: "a cookie is sent twice" },
  {
    file: requests,
    find: `current === undefined || sessionBackend.isCurrent(current)`,
    put: `true`,
    why: "a slow answer brings an older session back",
    tests: personalTests,
  },
  {
    file: requests,
    find: `if (!found) throw new AuthError`,
    put: `if (false) throw new AuthError`,
    why: "a route without a guard goes on without a person",
  },
  {
    file: framework,
    find: `if (guarded.response) return {`,
    put: `if (false) return {`,
    why: "every framework shows the page to everybody",
  },
  {
    file: framework,
    find: `makePersonal(context, guarded.setCookie, guarded.session);`,
    put: `makePersonal(context, [], guarded.session);`,
    why: "a guard renews no session",
    tests: personalTests,
  },
  {
    file: "adapters/express.ts",
    find: `          next(error);
          return;`,
    put: `          throw error;`,
    why: "under Express 4 a check that throws ends the process",
    tests: ["adapters/failing-check.test.ts"],
  },
  {
    file: "adapters/framework.ts",
    find: `if (found) requests.remember(request, found);`,
    put: ``,
    why: "the session of an upgrade to a WebSocket cannot be read",
    tests: ["adapters/request-alone.test.ts"],
  },
  {
    file: framework,
    find: `makePersonal(given, setCookie, found);`,
    put: ``,
    why: "a page that only asks who is there may be cached",
    tests: personalTests,
  },
  {
    file: framework,
    find: `makePersonal(context, refreshed.setCookie, refreshed.session);`,
    put: ``,
    why: "a refresh loses its cookie",
  },
  {
    file: framework,
    find: `{ ...options, request: framework.parts(context) }`,
    put: `{ request: framework.parts(context), ...options }`,
    why: "a login takes another request for its own",
    equivalent: "the types know no option request here, and what is given in JavaScript is the caller's own",
  },
  {
    file: framework,
    find: `const [context, returnTo = "/"] = split<[string?]>(given);
      return answer(core.selectOrganization`,
    put: `const [context] = split<[string?]>(given); const returnTo = "/";
      return answer(core.selectOrganization`,
    why: "choosing an organisation loses the page",
  },
  {
    file: framework,
    find: `const [context, returnTo = "/"] = split<[string?]>(given);
      return answer(core.updateUserinfo`,
    put: `const [context] = split<[string?]>(given); const returnTo = "/";
      return answer(core.updateUserinfo`,
    why: "updating one's data loses the page",
  },

  {
    file: nextRequest,
    find: `const address = pathAndQuery(request);
  const basePath = basePathOf();`,
    put: `const basePath = basePathOf();
  const address = pathAndQuery(request);`,
    why: "a build with cacheComponents needs the settings",
    tests: ["adapters/next.test.ts"],
  },
  {
    file: nextRequest,
    find: `cookie === null ? {} : { cookie }`,
    put: `{}`,
    why: "a page of Next knows no person",
    tests: ["adapters/next-pages.test.ts", "adapters/next.test.ts", "adapters/contract.test.ts"],
  },
  {
    file: nextRequest,
    find: `headers: cookie === null`,
    put: `setCookie: [], headers: cookie === null`,
    why: "a request holds more than it should",
    equivalent: "nothing reads it",
  },
  {
    file: nextRequest,
    find: `forbidCaching(headers);`,
    put: ``,
    why: "a personal answer of Next may be cached",
  },
  {
    file: nextRequest,
    find: `if (address === basePath || address.startsWith(\`\${basePath}/\`)) return request;`,
    put: ``,
    why: "Next answers at /base/base",
    tests: ["adapters/next-pages.test.ts", "adapters/next.test.ts", "adapters/contract.test.ts"],
  },
  {
    file: nextRequest,
    find: `given.length === 1 && typeof first`,
    put: `typeof first`,
    why: "a second list of requirements is overlooked",
    tests: ["guard/requirements.test.ts", "adapters/next.test.ts"],
  },
  {
    file: nextRequest,
    find: `Object.keys(rest).length > 0 ? [rest] : []`,
    put: `[]`,
    why: "a page to come back to drops the requirements",
    tests: ["guard/requirements.test.ts", "adapters/next.test.ts", "adapters/contract.test.ts"],
  },
  {
    file: next,
    find: `if (guarded.response) return guarded.response;`,
    put: ``,
    why: "Next shows the page to everybody",
  },
  {
    file: next,
    find: `isCurrent: () => sessionBackend.isCurrent(session)`,
    put: `isCurrent: () => true`,
    why: "a slow answer of Next brings an older session back",
    tests: personalTests,
  },
  {
    file: next,
    find: `if (!isBuilding()) core().requireProvable(...requirements);`,
    put: ``,
    why: "a guard that can never open is found out by the first person",
  },
  {
    file: next,
    find: `headers.set(PAGE_HEADER, pathAndQuery(request));`,
    put: ``,
    why: "a visitor chooses the page to come back to, or loses it",
    tests: ["adapters/next-pages.test.ts", "adapters/next.test.ts", "adapters/contract.test.ts"],
  },
  {
    file: next,
    find: `session && setCookie.length > 0 ? personal(answer, answerOf(session, setCookie)) : answer`,
    put: `answer`,
    why: "the proxy of Next renews no session",
    tests: ["adapters/contract.test.ts", "adapters/next.test.ts", "time-and-two/slow-answers.test.ts"],
  },
  {
    file: next,
    find: `new Response(null, { status: 404 })`,
    put: `new Response(null, { status: 200 })`,
    why: "a route that is not ours is answered with an empty page",
    tests: ["adapters/next-pages.test.ts", "adapters/next.test.ts", "adapters/contract.test.ts"],
  },

  {
    file: nodeFramework,
    find: `outgoing.appendHeader("set-cookie", cookie),`,
    put: `outgoing.setHeader("set-cookie", cookie),`,
    why: "our cookie takes the place of the application's",
  },
  {
    file: nodeFramework,
    find: `return core.owns(parts(request));`,
    put: `return true;`,
    why: "no page of the application is answered",
  },
  {
    file: nodeRequest,
    find: `this.#request.originalUrl ?? this.#request.url`,
    put: `this.#request.url`,
    why: "mounted under a path no route is ours",
  },
  {
    file: nodeRequest,
    find: `return new NodeRequestParts(request);`,
    put: `const { method, url, headers } = new NodeRequestParts(request); return { method, url, headers };`,
    why: "all of a request is read where a part is asked for",
    tests: ["adapters/node-request.test.ts"],
  },
  {
    file: nodeRequest,
    find: `if (ADDED.includes(name)) outgoing.appendHeader(name, value);
    else outgoing.setHeader(name, value);`,
    put: `outgoing.setHeader(name, value);`,
    why: "of several cookies only the last is sent",
  },
  {
    file: nodeRequest,
    find: `if (!outgoing.req.complete) outgoing.setHeader("connection", "close");`,
    put: ``,
    why: "a body that is never read is taken for the next request",
  },
  {
    file: nodeRequest,
    find: `const ADDED = ["vary", "set-cookie"];`,
    put: `const ADDED = ["set-cookie"];`,
    why: "our Vary takes the place of the application's",
  },
  {
    file: nodeRequest,
    find: `if (request.headers["content-type"]?.includes("json")) return JSON.stringify(body);`,
    put: ``,
    why: "JSON that a framework read is lost",
    tests: [...tests, "login/finish-page-login.test.ts"],
  },
  {
    file: nodeRequest,
    find: `typeof field[1] === "string"`,
    put: `field !== undefined`,
    why: "a list of values becomes one text",
  },
  {
    file: nodeRequest,
    find: `{ destroyOnReturn: false }`,
    put: `{}`,
    why: "a form that is too large counts as a request that the browser gave up",
    tests: ["adapters/node-request.test.ts"],
  },

  {
    file: personal,
    find: `if (cookies.length === 0 || !isCurrent()) return;`,
    put: `if (cookies.length === 0) return;`,
    why: "a slow answer brings an older session back",
    tests: personalTests,
  },
  {
    file: personal,
    find: `for (const name of OTHER_CACHE_HEADERS) headers.remove(name);`,
    put: ``,
    why: "a shared cache keeps a cookie",
    tests: personalTests,
  },
  {
    file: personal,
    find: `"cdn-cache-control", "surrogate-control", "expires", "pragma"`,
    put: `"surrogate-control", "expires", "pragma"`,
    why: "a CDN keeps a cookie",
    tests: personalTests,
  },
  {
    file: personal,
    find: `  headers.set("cache-control", "no-store");\n  for (const cookie`,
    put: `  for (const cookie`,
    why: "a public answer takes a cookie along",
    tests: personalTests,
  },
  {
    file: personal,
    find: `if (headers.get("cache-control") === undefined) headers.set("cache-control", "no-store");`,
    put: ``,
    why: "a personal answer that may be cached",
    tests: personalTests,
  },
  {
    file: personal,
    find: `headers.append("set-cookie", cookie)`,
    put: `headers.set("set-cookie", cookie)`,
    why: "our cookie takes the place of the application's",
    tests: personalTests,
  },
];

export const folder = "packages/server/src";
export const tests = [
  "session/superseded.test.ts",
  "session/cookie-backend.test.ts",
  "time-and-two/working-day.test.ts",
  "time-and-two/slow-answers.test.ts",
  "time-and-two/strangers.test.ts",
];

const chunks = "session/chunks.ts";
const chunkTests = [
  "session/chunks.test.ts",
  "session/cookie-backend.test.ts",
  "logout/start-logout.test.ts",
];
const cookie = "session/cookie-backend.ts";
const epochs = "session/epochs.ts";
const everywhere = ["time-and-two/end-everywhere.test.ts", "logout/backchannel-logout.test.ts"];
const opened = "session/opened-cookies.ts";
const openedTests = ["session/opened-cookies.test.ts", "input-size.test.ts"];
const changes = "session/changes-cookie.ts";
const view = "session/session-view.ts";
const viewTests = ["session/session-view.test.ts"];
const session = "session/session-limits.ts";
const stored = "session/store-backend.ts";
const persons = "session/person-sessions.ts";
const listTests = ["time-and-two/sessions.test.ts"];
const logoutTests = ["time-and-two/only-with-a-store.test.ts", "time-and-two/store-fails.test.ts"];
const storedTests = [...tests, "time-and-two/only-with-a-store.test.ts", "time-and-two/store-fails.test.ts"];

export const breaks = [
  {
    file: "session/cookie-backend.ts",
    find: `MAXIMUM_BYTES - laterBytes(session)`,
    put: `MAXIMUM_BYTES`,
    tests: ["session/full-cookie.test.ts"],
    why: "a large session is shut out when it is first renewed",
  },
  {
    file: "session/cookie-backend.ts",
    find: `if (!refresh) return RENEWAL_BYTES;`,
    put: `return RENEWAL_BYTES;`,
    tests: ["session/full-cookie.test.ts"],
    why: "a refresh spends a token for others that have no room",
  },
  {
    file: persons,
    find: `await this.#tidy(entry, open);`,
    put: ``,
    why: "what ended stays in the list until others push it out",
    tests: listTests,
  },
  {
    file: persons,
    find: `others.length < MAXIMUM ? others :`,
    put: `others.length > 0 ? others :`,
    why: "sessions that ended push out one that counts",
    tests: listTests,
  },
  {
    file: persons,
    find: `.slice(0, MAXIMUM)`,
    put: ``,
    why: "the list of a person grows without bound",
    tests: listTests,
  },
  {
    file: stored,
    find: `this.#persons.add(session, device).catch((error: unknown) => this.#warnOfList(error)),`,
    put: `this.#persons.add(session, device),`,
    why: "a login fails for the list of sessions",
    tests: listTests,
  },
  {
    file: "logout/end-listed-session.ts",
    find: `await reportLogout(session, {}, settings);`,
    put: ``,
    why: "the application does not hear of a session that its person ended elsewhere",
    tests: listTests,
  },
  {
    file: "logout/end-listed-session.ts",
    find: `await revoke(session, context);`,
    put: ``,
    why: "the tokens of a session that was ended from afar go on",
    tests: listTests,
  },
  {
    file: "session/sessions-of.ts",
    find: `lastSeen: session.renewedAt`,
    put: `lastSeen: session.createdAt`,
    why: "the list never says that a session was seen",
    tests: listTests,
  },
  {
    file: changes,
    find: `...(set.length > 0 && { set: Object.fromEntries(set) }),`,
    put: ``,
    why: "what a refresh brought is lost with the next request",
    tests: ["refresh/refresh.test.ts"],
  },
  {
    file: cookie,
    find: `      ...this.#changes.remove(cookies),
    ];`,
    put: `    ];`,
    why: "a logout leaves the second cookie",
    tests: [
      "session/what-applications-see.test.ts",
      "logout/start-logout.test.ts",
      "handler.test.ts",
      "refresh/refresh.test.ts",
    ],
  },
  {
    file: "session/authenticate.ts",
    find: `isDue(session, settings.session) ? await sessionBackend.renew(session, cookies) : undefined`,
    put: `undefined`,
    why: "a person at work is logged out after an hour",
  },
  {
    file: "session/authenticate.ts",
    find: `const session = sessionView(current.session);`,
    put: `const session = current.session;`,
    why: "JSON of a session shows its tokens",
    tests: [...viewTests, "session/what-applications-see.test.ts"],
  },
  {
    file: chunks,
    find: `const MAXIMUM_VALUE = 3800;`,
    put: `const MAXIMUM_VALUE = 4800;`,
    why: "browsers drop the cookie",
    tests: chunkTests,
  },
  {
    file: chunks,
    find: `if (!/^[2-9]$/.test(count)) return undefined;`,
    put: ``,
    why: "a count that is never written makes a value",
    tests: chunkTests,
  },
  {
    file: chunks,
    find: `return rest.includes(undefined) ? undefined : `,
    put: `return `,
    why: "a part that is missing is overlooked",
    tests: chunkTests,
  },
  {
    file: chunks,
    find: `each === name || /^\\.\\d+$/`,
    put: `/^\\.\\d+$/`,
    why: "the first cookie is not removed",
    tests: chunkTests,
  },

  {
    file: cookie,
    find: `session && this.#opensHere(session) ? `,
    put: `session ? `,
    why: "a session of another provider opens",
  },
  {
    file: cookie,
    find: `if (endsAt !== undefined && endsAt <= now()) return undefined;`,
    put: ``,
    why: "a session that ended opens",
    equivalent: "the expiry counts the end of the session too",
    tests: [...tests, "handler.test.ts"],
  },
  {
    file: cookie,
    find: `return expiresAt(session, this.#settings.session) > now() ? session : undefined;`,
    put: `return session;`,
    why: "a session never ends",
  },
  {
    file: cookie,
    find: `expiresAt(session, this.#settings.session) > now()`,
    put: `expiresAt(session, this.#settings.session) >= now()`,
    why: "a session lives a second longer than it says",
  },
  {
    file: cookie,
    find: `versionOf(changed) > versionOf(session) ? changed`,
    put: `versionOf(changed) >= 99 ? changed`,
    why: "a refresh token that was rotated comes back",
    tests: [...tests, "refresh/refresh.test.ts", "time-and-two/refresh-loses-nothing.test.ts"],
  },
  {
    file: cookie,
    find: `if (previous) this.#remember(previous, now() + GRACE);`,
    put: ``,
    why: "a session whose place was taken lives on",
  },
  {
    file: cookie,
    find: `if (previous) this.#remember(previous, now() + GRACE);`,
    put: `if (previous) this.#remember(previous);`,
    why: "requests on their way with the session of before are turned away",
  },
  {
    file: cookie,
    find: `if (sealed.length > room) throw`,
    put: `if (false) throw`,
    why: "a session that no proxy lets through is written",
    tests: ["session/cookie-backend.test.ts", "handler.test.ts"],
  },
  {
    file: cookie,
    find: `.filter((name) => !written.has(name))`,
    put: `.filter(() => false)`,
    why: "parts of a longer session stay",
    tests: ["session/cookie-backend.test.ts", "session/superseded.test.ts", "handler.test.ts"],
  },
  {
    file: cookie,
    find: `if (this.#memory.endedSessions.has(session.id)) return undefined;`,
    put: ``,
    why: "a refresh brings a session back that was logged out",
    tests: [...tests, "refresh/refresh.test.ts"],
  },
  {
    file: cookie,
    find: `this.isCurrent(session) ? this.#writeChanges(next, cookies) : []`,
    put: `this.#writeChanges(next, cookies)`,
    why: "a refresh of the session of before puts the newer one out",
    tests: [...tests, "refresh/refresh.test.ts", "time-and-two/refresh-loses-nothing.test.ts"],
  },
  {
    file: cookie,
    find: `this.#memory.changedSessions.set(session.id, next);`,
    put: ``,
    why: "a request on its way uses a refresh token twice",
    tests: [...tests, "refresh/refresh.test.ts", "time-and-two/refresh-loses-nothing.test.ts"],
  },
  {
    file: cookie,
    find: `if (!this.isCurrent(session)) return undefined;`,
    put: ``,
    why: "a session whose place was taken is renewed",
  },
  {
    file: cookie,
    find: `this.#memory.changedSessions.delete(session.id);`,
    put: ``,
    why: "an ended session keeps room",
    equivalent: "read() looks at endedSessions first; the map is bounded",
  },
  {
    file: cookie,
    find: `      this.#remember(session);
    }
    return this.#own`,
    put: `    }
    return this.#own`,
    why: "a copy of the cookie opens after the logout",
    tests: [...tests, "logout/start-logout.test.ts", "handler.test.ts"],
  },
  {
    file: cookie,
    find: `this.#own(cookies) ? this.forget(cookies) : []`,
    put: `this.forget(cookies)`,
    why: "a logout takes the session of another application of the host along",
    tests: ["session/one-host.test.ts"],
  },
  {
    file: cookie,
    find: `createdAt + this.#settings.session.absolute, from)`,
    put: `now() + 60, from)`,
    why: "an ended session is forgotten after a minute",
  },
  {
    file: cookie,
    find: `needsStore("ending all sessions of a person");`,
    put: ``,
    why: "ending all sessions ends none and says nothing",
    tests: [
      "adapters/logout-everywhere.test.ts",
      "time-and-two/only-with-a-store.test.ts",
      "handler.test.ts",
    ],
  },
  {
    file: cookie,
    find: `if (isWhole || now()`,
    put: `if (true || now()`,
    why: "sessions that ended are forgotten in silence",
  },
  { file: cookie, find: `< WARN_AGAIN`, put: `< 0`, why: "a full memory floods the log" },

  {
    file: epochs,
    find: `this.#seconds = absolute + 60;`,
    put: `this.#seconds = absolute / 2;`,
    why: "sessions come back after half their life",
    tests: everywhere,
  },
  {
    file: epochs,
    find: `sid === undefined ? withoutSid(sub) : ofProviderSession(sid)`,
    put: `sid === undefined ? withoutSid(sub) : withoutSid(sub)`,
    why: "a logout at the provider ends nothing",
    tests: everywhere,
  },
  {
    file: epochs,
    find: `const subjects = [ofPerson(sub), sid`,
    put: `const subjects = [sid`,
    why: "logging out everywhere ends nothing",
    tests: everywhere,
  },
  {
    file: epochs,
    find: `.filter(({ name, under }) => name === header || !under.includes(header))`,
    put: ``,
    why: "an older epoch under another secret ends newer sessions",
    tests: everywhere,
  },
  {
    file: epochs,
    find: `name === header || !under.includes(header)`,
    put: `name === header`,
    why: "instances with another secret end nothing",
    tests: everywhere,
  },
  {
    file: epochs,
    find: `...(sub === undefined ? [] : [withoutSid(sub)])`,
    put: ``,
    why: "a session without the provider's sid is not ended",
    tests: everywhere,
  },
  {
    file: epochs,
    find: `epoch: randomToken(), under`,
    put: `epoch: "ended", under`,
    why: "the second time nothing ends",
    tests: everywhere,
  },
  {
    file: epochs,
    find: `this.#shared.writeAll("epoch", [...client, ...subject]`,
    put: `this.#shared.write("epoch", [...client, ...subject]`,
    why: "instances with another secret end nothing",
    tests: everywhere,
  },
  {
    file: epochs,
    find: `this.#shared.writeAll("epoch", [...client, ...subject]`,
    put: `this.#shared.writeAll("epoch", [...subject]`,
    why: "a person's sessions at another application end",
    tests: everywhere,
  },
  {
    file: epochs,
    find: `await Promise.all(
      subjects.map((subject) =>
        this.#shared.writeAll`,
    put: `void Promise.all(
      subjects.map((subject) =>
        this.#shared.writeAll`,
    why: "a missing await: a failure to end is told as done",
    tests: [...everywhere, "time-and-two/store-fails.test.ts"],
  },

  {
    file: "session/session-record.ts",
    find: `{ id: randomToken(), ...content,`,
    put: `{ id: "0".repeat(32), ...content,`,
    why: "the identifier of a session can be guessed",
  },

  {
    file: opened,
    find: `entry?.sealed === sealed ? entry.session : undefined`,
    put: `entry?.session`,
    why: "a cookie with the end of another one opens that one's session",
    tests: openedTests,
  },
  {
    file: opened,
    find: `Math.max(own.length, JSON.stringify(session).length)`,
    put: `own.length`,
    why: "cookies that were deflated fill the memory",
    tests: openedTests,
  },
  {
    file: opened,
    find: `session: freeze(session), size }`,
    put: `session, size }`,
    why: "a page changes the session of the next request",
    tests: [...openedTests, "session/session-view.test.ts"],
  },
  {
    file: opened,
    find: `const MAXIMUM_ENTRIES = 1000;`,
    put: `const MAXIMUM_ENTRIES = 100_000;`,
    why: "opened cookies fill the memory",
    tests: openedTests,
  },
  {
    file: opened,
    find: `const MAXIMUM_BYTES = 4 * 1024 * 1024;`,
    put: `const MAXIMUM_BYTES = 4 * 1024 * 1024 * 1024;`,
    why: "opened cookies fill the memory",
    tests: openedTests,
  },

  {
    file: changes,
    find: `if (changes?.id !== opened.id) return opened;`,
    put: `if (!changes) return opened;`,
    why: "the renewal of another session keeps this one alive",
  },

  {
    file: view,
    find: `    epochs: _epochs,`,
    put: ``,
    why: "a page sees what only we read",
    tests: viewTests,
  },
  {
    file: view,
    find: `id: { get: () => id },`,
    put: `id: { get: () => id, enumerable: true },`,
    why: "JSON of a session shows its identifier",
    tests: viewTests,
  },
  {
    file: view,
    find: `refresh: { get: () => refresh }`,
    put: `refresh: { get: () => refresh, enumerable: true }`,
    why: "JSON of a session shows its refresh token",
    tests: viewTests,
  },
  {
    file: view,
    find: `idToken: { get: () => idToken }`,
    put: `idToken: { get: () => idToken, enumerable: true }`,
    why: "JSON of a session shows its ID token",
    tests: viewTests,
  },

  {
    file: session,
    find: `export const GRACE = 30;`,
    put: `export const GRACE = 30_000;`,
    why: "a session whose place was taken lives on for hours",
  },
  {
    file: session,
    find: `renewedAt + idle, createdAt + absolute, endsAt`,
    put: `renewedAt + idle, endsAt`,
    why: "a session that is used never ends",
  },
  {
    file: session,
    find: `renewedAt + idle, createdAt + absolute, endsAt`,
    put: `createdAt + absolute, endsAt`,
    why: "a session that is not used stays",
  },
  {
    file: session,
    find: `renewedAt + idle, createdAt + absolute, endsAt`,
    put: `renewedAt + idle, createdAt + absolute`,
    why: "a session whose place was taken lives on",
  },
  {
    file: session,
    find: `endsAt === undefined && now() - renewedAt >= idle / 4`,
    put: `endsAt === undefined && now() - renewedAt >= idle`,
    why: "a session is renewed when it is over already",
  },
  {
    file: session,
    find: `endsAt === undefined && now() - renewedAt >= idle / 4`,
    put: `endsAt === undefined`,
    why: "each request writes a cookie",
  },
  {
    file: "session/belongs-to.ts",
    find: `scope.every((part, index) => part === client[index])`,
    put: `true`,
    why: "a session of another provider opens",
    tests: ["session/belongs-to.test.ts"],
  },
  {
    file: "session/belongs-to.ts",
    find: `Array.isArray(client) &&`,
    put: ``,
    why: "a session of an older version makes a fault of ours",
    tests: ["session/belongs-to.test.ts"],
  },

  {
    file: stored,
    find: `if (id === undefined || /^[\\w-]{32}$/.test(id)) return id;`,
    put: `return id;`,
    why: "a browser has anything looked up",
    tests: ["time-and-two/only-with-a-store.test.ts"],
  },
  {
    file: stored,
    find: `this.#memory.endedSessions.has(id) ? undefined : this.#load(id)`,
    put: `this.#load(id)`,
    why: "a session that the store did not remove opens",
    tests: logoutTests,
  },
  {
    file: stored,
    find: ` || !this.#opensHere(session)) return undefined;`,
    put: `) return undefined;`,
    why: "a session of another provider opens",
    tests: storedTests,
  },
  {
    file: stored,
    find: `session.id !== id || `,
    put: ``,
    why: "an entry stands in another one's place",
    tests: storedTests,
    equivalent: "a value is sealed for its key, which is made of the identifier",
  },
  {
    file: stored,
    find: `expiresAt(session, this.#settings.session) <= now() || `,
    put: ``,
    why: "a session lives as long as the store keeps it",
    tests: storedTests,
  },
  {
    file: stored,
    find: ` || (await this.#isOver(session, entry))`,
    put: ``,
    why: "logging out everywhere ends nothing",
    tests: everywhere,
  },
  {
    file: stored,
    find: `current.some((epoch) => !epochs.includes(epoch))`,
    put: `current.length > epochs.length`,
    why: "the second time nothing ends",
    tests: everywhere,
  },
  {
    file: stored,
    find: `endingAt(current, now() + GRACE)`,
    put: `current`,
    why: "a session whose place was taken lives on",
    tests: storedTests,
  },
  {
    file: stored,
    find: `if (await this.#shared.replace(current.entry, next, this.#seconds(next))) return next;`,
    put: `await this.#shared.replace(current.entry, next, this.#seconds(next)); return next;`,
    why: "a change that lost the race counts as made",
    tests: ["time-and-two/end-everywhere.test.ts", "time-and-two/refresh-loses-nothing.test.ts"],
  },
  {
    file: stored,
    find: `current.endsAt === undefined
          ?`,
    put: `current
          ?`,
    why: "a session whose place was taken is renewed",
    tests: ["session/superseded.test.ts"],
  },
  {
    file: stored,
    find: `if (!(error instanceof AuthError)) throw error;
      // It was`,
    put: `throw error;
      // It was`,
    why: "a renewal that fails turns a person away",
    tests: ["time-and-two/store-fails.test.ts"],
  },
  {
    file: stored,
    find: `if (await this.#load(id)) await this.#remove(id);`,
    put: `void id;`,
    why: "a session that could not be read is not ended",
    tests: logoutTests,
  },
  {
    file: stored,
    find: `this.#remove(session.id);`,
    put: `Promise.resolve();`,
    why: "a logout leaves the session in the store",
    tests: logoutTests,
  },
  {
    file: stored,
    find: `this.#remove(session.id);`,
    put: `void this.#remove(session.id).catch(() => undefined) as never;`,
    why: "a missing await: a logout that failed is told as done",
    tests: logoutTests,
  },
  {
    file: stored,
    find: `this.#memory.endedSessions.add(session.id, now() + this.#settings.session.absolute);`,
    put: ``,
    why: "a session that the store did not remove opens",
    tests: logoutTests,
  },
  {
    file: stored,
    find: `this.#settings.session.absolute);
      this.#tryAgain(remove);`,
    put: `this.#settings.session.absolute);`,
    why: "a session that the store did not remove opens elsewhere",
    tests: logoutTests,
  },
  {
    file: stored,
    find: `    } catch (error) {
      this.#tryAgain(remove);`,
    put: `    } catch (error) {`,
    why: "a session that could not be read is never ended",
    tests: logoutTests,
  },
  {
    file: stored,
    find: `if (await this.#load(id)) await this.#remove(id);`,
    put: `await this.#remove(id);`,
    why: "a stranger's logout ends the session of another application",
    tests: ["time-and-two/strangers.test.ts"],
  },
  {
    file: stored,
    find: `if (bytes > MAXIMUM_BYTES) throw`,
    put: `if (false) throw`,
    why: "a session of any size fills the store",
    tests: ["handler.test.ts"],
  },
  {
    file: stored,
    find: `return [this.#settings.basePath, id];`,
    put: `return [id];`,
    why: "two applications on one host share their sessions",
    equivalent:
      "the identifier is random, and a session belongs to its client, of which the base path is a part",
  },
  {
    file: stored,
    find: `return expiresAt(session, this.#settings.session) - now();`,
    put: `return this.#settings.session.absolute;`,
    why: "the store keeps a session longer than it lives",
    tests: everywhere,
  },
  {
    file: stored,
    find: `Math.min(time, session.endsAt ?? Infinity)`,
    put: `time`,
    why: "two logins give the first session a longer life",
    tests: ["session/superseded.test.ts"],
  },

  {
    file: "session/who-am-i.ts",
    find: `throw new AuthError("not_authenticated");`,
    put: `return json({ user: null });`,
    why: "a page cannot tell an ended session",
    tests: ["handler.test.ts", "answers.test.ts"],
  },
  {
    file: "session/who-am-i.ts",
    find: `json({ user: session.user, expiresAt: end }, { setCookie })`,
    put: `json({ ...session, expiresAt: end }, { setCookie })`,
    why: "a page sees the tokens",
    tests: ["handler.test.ts"],
  },
  {
    file: "session/who-am-i.ts",
    find: `{ user: session.user, expiresAt: end }, { setCookie }`,
    put: `{ user: session.user, expiresAt: end }, {}`,
    why: "a page that only asks who is there is not renewed",
    tests: ["handler.test.ts", "time-and-two/working-day.test.ts"],
  },
];

import * as v from "valibot";
import { createLogger, type Log } from "../logger.js";
import { createRoutes, routeOf } from "../routes.js";
import { isSameIssuer } from "../same-issuer.js";
import { OF_PROVIDER, OF_PROVIDER_ALONE, readEntries, type Entry } from "./entries.js";
import { environmentOf, environmentOfOnly, warnOfUnknownVariables } from "./environment.js";
import { isPlainObject } from "./members.js";
import type { Problem } from "./problem.js";
import { SettingsError } from "./settings-error.js";
import { SETTINGS } from "./settings-table.js";
import { checkSettings, readSettings, type AllSettings, type Settings } from "./settings.js";

type Environment = Readonly<Record<string, string | undefined>>;
type Options = Readonly<Record<string, unknown>>;

/**
 * Completes and checks the settings of an application, for each of its providers.
 *
 * @throws SettingsError with every mistake at once
 */
export function readApplication(options: unknown, environment: Environment): AllSettings {
  const problems: Problem[] = [];
  const named = environment["MONCOMPTEPRO_PROVIDER"];
  const entries = isPlainObject(options) ? readEntries(options, named, problems) : undefined;
  if (!isPlainObject(options) || (!entries && problems.length === 0))
    return [readOnlyOne(options as Parameters<typeof readSettings>[0], environment)];
  if (!entries) throw new SettingsError(problems);

  for (const setting of OF_PROVIDER_ALONE) {
    if (options[setting] === undefined) continue;
    problems.push({ setting, message: "is of one provider: give it in its entry of providers" });
  }
  warnOfUnknownVariables(
    environment,
    loggerOf(options),
    entries.map(({ id }) => id),
  );
  // Pages that are redirect URIs themselves are registered at the first provider.
  const { browserRedirectUris: _pages, ...forOthers } = options;
  const all = entries.flatMap((entry, index) => {
    const several = { id: entry.id, isFirst: index === 0 };
    const found = checkSettings(
      optionsOf(entry, several.isFirst ? options : forOthers),
      environmentOf(entry.id, environment),
      several,
    );
    addProblems(found.problems, entry, problems);
    return found.settings ?? [];
  });
  const [first, ...others] = all;
  if (first && problems.length === 0) checkTogether(all, problems);
  if (!first || problems.length > 0) throw new SettingsError(problems);
  const clients = all.map(({ profile, issuer, clientId }) => ({ profile, issuer, clientId }));
  return [{ ...first, clients }, ...others.map((settings) => ({ ...settings, clients }))];
}

function readOnlyOne(options: Parameters<typeof readSettings>[0], environment: Environment): Settings {
  return readSettings(options, environmentOfOnly(options?.provider, environment));
}

/** The options as they were if the application had this provider alone. */
function optionsOf({ provider, options: own }: Entry, options: Options): Options {
  const shared = Object.entries(options).filter(
    ([name]) => name !== "provider" && name !== "providers" && !OF_PROVIDER_ALONE.includes(name),
  );
  // What else is wrong with an entry that has no profile is told all the same.
  return { ...Object.fromEntries(shared), ...own, ...(provider && { provider }) };
}

/** What is wrong with a provider is told of it, and what is wrong with the application once. */
function addProblems(found: readonly Problem[], { id, provider }: Entry, problems: Problem[]): void {
  for (const { setting, message } of found) {
    const [name = ""] = setting.split(".", 1);
    const isOfProvider = name === "provider" || OF_PROVIDER.includes(name);
    // Without a profile it was compared with another one.
    if (isOfProvider && !provider && !INDEPENDENT.has(name)) continue;
    const own = name === "provider" ? setting.replace(/^provider/, "profile") : setting;
    const problem = isOfProvider ? { provider: id, setting: own, message } : { setting, message };
    const isTold = problems.some(
      (each) =>
        each.provider === problem.provider && each.setting === problem.setting && each.message === message,
    );
    if (!isTold) problems.push(problem);
  }
}

/** Settings that no profile says anything of. */
const INDEPENDENT: ReadonlySet<string> = new Set(["clientId", "clientSecret", "privateKey", "redirectUri"]);

/** What each of several providers must have for itself. */
function checkTogether(all: readonly Settings[], problems: Problem[]): void {
  const seen: Settings[] = [];
  for (const settings of all) {
    const provider = settings.profile.id;
    const same = seen.find((other) => isSameIssuer(other.issuer, settings.issuer));
    // By issuer and sub a person is known, and by the issuer an answer.
    if (same) problems.push({ provider, setting: "issuer", message: `is also that of ${same.profile.id}` });
    const kid = settings.decryptionKeys[0]?.kid;
    const otherKey = kid && seen.find(({ decryptionKeys: [key] }) => key && key.kid !== kid);
    // One address publishes the keys, and a provider encrypts to any of them.
    if (otherKey)
      problems.push({
        provider,
        setting: "decryptionKey",
        message: `must be that of ${otherKey.profile.id}`,
      });
    const [other, ...more] = all.filter((each) => each !== settings);
    // The pages that are redirect URIs themselves are at the first one's own route.
    const taken = other && createRoutes([{ ...other, browserRedirectUris: [] }, ...more]);
    if (taken?.has(routeOf(new URL(settings.redirectUri).pathname)))
      problems.push({ provider, setting: "redirectUri", message: "must have a path that is no other route" });
    seen.push(settings);
  }
}

/** What is wrong with it is told elsewhere. */
function loggerOf({ logger }: Options): Log {
  const form = v.safeParse(SETTINGS.logger.schema(), logger);
  return createLogger(form.success ? form.output : undefined);
}

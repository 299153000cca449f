import * as v from "valibot";
import type { CheckedSettings } from "./checked-settings.js";
import type { SettingsTable } from "./setting.js";

/** The setting that names several providers: what stands in it is read by `read-application.ts`. */
export const SEVERAL_PROVIDERS: SettingsTable<CheckedSettings>["providers"] = {
  schema: () => v.record(v.string(), v.unknown(), "must be the settings of each provider by its name"),
  otherwise: "the one that `provider` names",
  restricts: true,
  sentence:
    "Several providers, each by its name with settings of its own; the first one is meant where none is named.",
  more:
    "Or `MONCOMPTEPRO_PROVIDER=proconnect,franceconnect`. Their variables begin with the name: `PROCONNECT_CLIENT_ID`. A " +
    "provider of your own has a `profile`.",
};

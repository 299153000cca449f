import type { SessionStore } from "../store/session-store.js";
import type { SessionSettings } from "./checked-settings.js";
import { objectWith, seconds } from "./forms.js";
import type { SettingsTable } from "./setting.js";

/** The members of the setting `session`. */
export const SESSION_SETTINGS: SettingsTable<SessionSettings> = {
  idle: {
    schema: () => seconds(1),
    default: 3600,
    sentence: "Seconds without a request after which the session ends.",
  },
  absolute: {
    schema: () => seconds(1),
    default: 43_200,
    sentence: "Seconds after the login at which the session ends in any case.",
  },
  store: {
    schema: () => objectWith<SessionStore>("store", ["read", "write", "add", "replace", "remove"]),
    otherwise: "the browsers’ cookies",
    sentence: "Where sessions live: needed to end sessions at several instances.",
    more: "See `redisStore` of `@moncomptepro/server/redis`.",
  },
};

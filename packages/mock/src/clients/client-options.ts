import * as v from "valibot";
import type { Profile } from "@moncomptepro/profiles";
import type { MockClient, SingleClientOptions } from "../client.js";
import { anyOf, listOf, text, type TextRule } from "../files/schema.js";
import { kebabCase } from "../letter-case.js";
import { knownScopes, printable, redirectUri } from "./client-rules.js";
import { publicKeys } from "./public-keys.js";

/** A flag of the command. */
export interface Flag {
  /** What stands after it, as `<uri>`. */
  readonly value: string;
  /** What `--help` says, line by line. */
  readonly help: readonly string[];
}

/** What the provider makes of one option. */
interface ClientOption {
  /** What each text of it must be. */
  readonly rule?: (profile: Profile) => TextRule;
  /** What else it must be, where it is no text. */
  readonly schema?: v.GenericSchema;
  /** There are several: what they are called, and how many at least. */
  readonly list?: { readonly of: string; readonly minimum: number };
  readonly required?: true;
  readonly flag?: Flag;
}

/** What oidc-provider can encrypt with; the last three take the client's secret as their key. */
const keyManagement: TextRule = anyOf(["RSA-OAEP", "RSA-OAEP-256", "ECDH-ES", "A128KW", "A256KW", "dir"]);
const contentEncryption: TextRule = anyOf(["A128CBC-HS256", "A256CBC-HS512", "A128GCM", "A256GCM"]);
const anyText: TextRule = () => undefined;

/**
 * Every option of a client, in the order of `--help`. The members of a file, the flags, their help and what is registered
 * follow from it; its type says that {@link MockClient} has the same.
 */
export const clientOptions: Readonly<
  Record<keyof SingleClientOptions, ClientOption & { readonly flag: Flag }> &
    Record<keyof MockClient, ClientOption>
> = {
  clientId: {
    rule: () => printable,
    required: true,
    flag: { value: "<id>", help: ["client id (default moncomptepro-demo)"] },
  },
  clientSecret: {
    rule: () => printable,
    flag: { value: "<secret>", help: ["client secret (default moncomptepro-demo-secret)"] },
  },
  redirectUris: {
    rule: () => redirectUri,
    list: { of: "redirect URIs", minimum: 1 },
    required: true,
    flag: { value: "<uri>", help: ["may be repeated (default http://localhost:3000/auth/callback)"] },
  },
  postLogoutRedirectUris: {
    rule: () => redirectUri,
    list: { of: "redirect URIs", minimum: 0 },
    flag: {
      value: "<uri>",
      help: ["may be repeated (default: /auth/logout/callback and / at the", "origin of each redirect URI)"],
    },
  },
  scope: {
    rule: knownScopes,
    flag: {
      value: '"<scopes>"',
      help: ["scopes the client may ask for", "(default: those that the provider gives a new client)"],
    },
  },
  idTokenSignedResponseAlg: {
    rule: ({ idToken }) => anyOf(idToken.signingAlgorithms),
    flag: {
      value: "<alg>",
      help: [
        "algorithm that signs the ID token, for example ES256",
        "(default: the one usual at the provider)",
      ],
    },
  },
  userinfoSignedResponseAlg: {
    rule: ({ userinfo }) => anyOf(["none", ...userinfo.signingAlgorithms]),
    flag: {
      value: "<alg>",
      help: [
        "makes userinfo a JWT signed with that algorithm; none makes it JSON",
        "(default: what is usual at the provider)",
      ],
    },
  },
  admits: {
    rule: () => anyOf(["everyone", "public-agents"]),
    flag: {
      value: "<people>",
      help: ["everyone (default) or public-agents: whom ProConnect lets in"],
    },
  },
  backchannelLogoutUri: {
    rule: () => redirectUri,
    flag: { value: "<uri>", help: ["where logout tokens are sent to"] },
  },
  jwksUri: {
    rule: () => redirectUri,
    flag: {
      value: "<uri>",
      help: [
        "where the client’s public keys are",
        "(default at FranceConnect+: /auth/jwks of the application)",
      ],
    },
  },
  idTokenEncryptedResponseAlg: {
    rule: () => keyManagement,
    flag: {
      value: "<alg>",
      help: [
        "encrypts the ID token with a key of the client, RSA-OAEP-256 for example",
        "(default at FranceConnect+: ECDH-ES)",
      ],
    },
  },
  userinfoEncryptedResponseAlg: {
    rule: () => keyManagement,
    flag: { value: "<alg>", help: ["the same for userinfo"] },
  },
  clientName: { rule: () => anyText },
  tokenEndpointAuthMethod: { rule: () => anyOf(["client_secret_post", "private_key_jwt"]) },
  jwks: { schema: publicKeys },
  idTokenEncryptedResponseEnc: { rule: () => contentEncryption },
  userinfoEncryptedResponseEnc: { rule: () => contentEncryption },
};

/** The option as a member of a file. */
export function memberSchema(
  { rule, schema, list, required }: ClientOption,
  profile: Profile,
): v.GenericSchema {
  const one: v.GenericSchema = schema ?? text(rule?.(profile));
  const whole = list === undefined ? one : listOf(one, list.of, list.minimum);
  return required ? whole : v.optional(whole);
}

/** An option of the only client, as the command line has it. */
export interface ClientFlag extends Flag {
  readonly option: keyof SingleClientOptions;
  /** Without its dashes: `redirect-uri`. */
  readonly name: string;
  readonly multiple: boolean;
  readonly rule: (profile: Profile) => TextRule;
}

/** The flags of the one client that the command registers when no file lists several. */
export const clientFlags: readonly ClientFlag[] = Object.entries<ClientOption>(clientOptions).flatMap(
  ([option, { rule = () => anyText, list, flag }]) => {
    const multiple = list !== undefined;
    // Each says one.
    const name = kebabCase(multiple ? option.replace(/s$/, "") : option);
    return flag ? [{ option: option as keyof SingleClientOptions, name, multiple, rule, ...flag }] : [];
  },
);

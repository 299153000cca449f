import { lies, withUserinfo, type Lie } from "./lie.js";

const email =
  (value: unknown): Lie["answers"] =>
  () =>
    withUserinfo({ email: value });
const siret =
  (value: unknown): Lie["answers"] =>
  () =>
    withUserinfo({ siret: value });

/** OpenID Connect Core 1.0 sections 5.1 and 5.6.2: the pivot identity must be there, and be what it says. */
export const CLAIM_LIES: readonly Lie[] = lies("claim_malformed", [
  ["no e-mail", () => ({ userinfoClaims: ({ email: _, ...claims }) => claims }), "claim_missing"],
  ["an empty e-mail", email(""), "claim_missing"],
  ["an e-mail of spaces", email(" \u00A0\u2003"), "claim_missing"],
  ["an e-mail that is null", email(null), "claim_missing"],
  ["an e-mail that is a list", email(["a@b.fr"]), "claim_missing"],
  ["an e-mail that is an object", email({ toString: "a@b.fr" }), "claim_missing"],
  ["an e-mail without @", email("jean.mairie.example")],
  ["an e-mail with nothing before the @", email("@mairie.example")],
  ["an e-mail with nothing after the @", email("jean@")],
  ["two e-mails", email("jean@mairie.example,evil@evil.test")],
  ["RFC 5322 2.2 an e-mail with a header", email("a@b.fr\r\nBcc: c@d.fr")],
  ["RFC 5322 3.4 an e-mail with a name", email("Jean <jean@mairie.example>")],
  ["RFC 5322 3.4 an e-mail in angle brackets", email("<jean@mairie.example>")],
  ["RFC 5322 3.4 an e-mail that is a list of addresses in some mailers", email("root,jean@mairie.example")],
  ["RFC 5322 3.4 an e-mail with a group", email("all:jean@mairie.example;")],
  ["RFC 5322 3.2.2 an e-mail with a comment", email("jean(evil)@mairie.example")],
  ["an e-mail with a null byte", email("jean@mairie.example\0.evil.test")],
  ["an e-mail with an escape sequence", email("jean\u001B[2J@mairie.example")],
  ["an e-mail that reads from right to left", email("jean@\u202Eelpmaxe.eiriam")],
  ["an e-mail with a space of no width", email("je\u200Ban@mairie.example")],
  ["an e-mail with half a character", email("jean\uD800@mairie.example")],
  ["RFC 5321 4.5.3.1 an e-mail of 255 characters", email(`${"a".repeat(240)}@mairie.example`)],
  ["no SIRET", () => ({ userinfoClaims: ({ siret: _, ...claims }) => claims }), "claim_missing"],
  ["an empty SIRET", siret(""), "claim_missing"],
  ["a SIRET that is null", siret(null), "claim_missing"],
  ["a SIRET that is a number", siret(21_920_023_500_014), "claim_missing"],
  ["a SIRET in a list", siret(["21920023500014"]), "claim_missing"],
  ["a SIRET with a wrong check digit", siret("21920023500015")],
  ["a SIRET of a SIREN with a wrong check digit", siret("21920023600012")],
  ["a SIRET of 13 digits", siret("2192002350001")],
  ["a SIRET of 15 digits", siret("021920023500014")],
  ["a SIRET of zeros, whose checksum holds by accident", siret("00000000000000")],
  ["a SIRET of establishment zero", siret("21920023500006")],
  ["a SIRET with a line break", siret("21920023\n500014")],
  ["a SIRET in Arabic digits", siret("٢١٩٢٠٠٢٣٥٠٠٠١٤")],
  ["a SIRET in wide digits", siret("２１９２００２３５０００１４")],
  ["a SIRET as a number is written", siret("2192002350001e")],
  ["a SIRET with a sign", siret("-1920023500014")],
  ["a SIRET and a query", siret("21920023500014' or 1=1")],
]);

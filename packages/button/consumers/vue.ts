import "@moncomptepro/button/vue";
import type { GlobalComponents } from "vue";

type Props = InstanceType<GlobalComponents["moncomptepro-button"]>["$props"];

export const login: Props = { href: "/auth/login", provider: "proconnect", busy: false };
// @ts-expect-error -- no such provider
export const wrongProvider: Props = { provider: "google" };

type AccountProps = InstanceType<GlobalComponents["moncomptepro-account"]>["$props"];
export const account: AccountProps = { name: "Claire Martin", siret: "21990001600011" };
// @ts-expect-error -- a text
export const wrongAccount: AccountProps = { siret: 21990001600011 };

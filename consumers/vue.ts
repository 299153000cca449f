import "@moncomptepro/button/vue";
import type { GlobalComponents } from "vue";

type Props = InstanceType<GlobalComponents["moncomptepro-button"]>["$props"];

export const login: Props = { href: "/auth/login", provider: "proconnect", busy: false };
// @ts-expect-error -- no such provider
export const wrongProvider: Props = { provider: "google" };

import { handlers } from "../../../../auth/auth-js-5";

export const { GET, POST } = handlers;

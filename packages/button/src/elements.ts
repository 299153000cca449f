export * from "./index.js";
export * from "./define-account.js";

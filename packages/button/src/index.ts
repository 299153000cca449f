import { defineButton } from "./define.js";

export * from "./pure.js";

defineButton();

import { createRequire } from "node:module";
import type express from "express";

/** Express 4, which brings no types; as far as the tests go, those of 5 are its own. */
export const express4 = createRequire(import.meta.url)("express4") as typeof express;

"use client";

import { createElement, useEffect } from "react";

/** The link works before and without the script; the script makes it the button of the brand. */
export function LoginButton({ href }: { href: string }) {
  useEffect(() => void import("@moncomptepro/button"), []);
  return createElement("moncomptepro-button", { href }, <a href={href}>S’identifier avec MonComptePro</a>);
}

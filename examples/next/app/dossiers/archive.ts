"use server";

import { redirect } from "next/navigation";
import { auth } from "../../auth";

/** A server action guards itself: anybody can call it, whichever page shows its form. */
export async function archive(): Promise<void> {
  await auth.requireUser();
  redirect("/");
}

import type { NextApiRequest, NextApiResponse } from "next";
import { auth } from "../../../auth/kit-pages";

/** The routes of the kit. */
export default async function handler(request: NextApiRequest, response: NextApiResponse): Promise<void> {
  if (!(await auth().handle(request, response))) response.status(404).end();
}

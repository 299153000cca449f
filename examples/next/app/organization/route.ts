import { auth } from "../../auth";

export const POST = (request: Request) => auth.selectOrganization(request);

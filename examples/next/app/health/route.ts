/** For the machine that watches over this one. */
export const GET = (): Response => new Response("ok");

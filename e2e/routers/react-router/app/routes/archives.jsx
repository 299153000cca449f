import { useLoaderData } from "react-router";

export const loader = () => ({ count: 3 });

/** A page that the guard in server.js stands in front of. */
export default function Archives() {
  return <h1>{useLoaderData().count} archives</h1>;
}

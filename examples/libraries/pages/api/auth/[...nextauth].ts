import NextAuth from "next-auth";
import { authOptions } from "../../../auth/next-auth-4";

export default NextAuth(authOptions);

// What we use of Next, so that this package compiles without it. Its own types say more.

declare module "next/headers.js" {
  export function headers(): Promise<Headers>;
}

declare module "next/navigation.js" {
  export function redirect(address: string): never;
}

declare module "next/server.js" {
  export const NextResponse: { next(init: { request: { headers: Headers } }): Response };
}

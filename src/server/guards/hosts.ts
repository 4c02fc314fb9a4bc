// Is the server called by its own name, and by its own pages?
// A page of another site can make a browser call any address, even one that its own name was rebound to: the `Host` and
// `Origin` headers give it away.
import type { MiddlewareHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ServerOptions } from "../options.ts";

export function ownHost({ hosts, origins }: Pick<ServerOptions, "hosts" | "origins">): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header("host") ?? new URL(c.req.url).host;
    if (hosts && !hosts.includes(withoutPort(host)))
      throw new HTTPException(403, { message: "This server is not called by that name; name it in ASKWIRE_HOSTS." });
    const origin = c.req.header("origin");
    if (origin && hostOf(origin) !== host && !origins.includes(origin))
      throw new HTTPException(403, { message: "Pages of that site may not ask; name it in ASKWIRE_ORIGINS." });
    await next();
  };
}

function withoutPort(host: string): string {
  return host.toLowerCase().replace(/:\d*$/, "");
}

/** null for an origin that is no address, such as that of a sandboxed page. */
function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

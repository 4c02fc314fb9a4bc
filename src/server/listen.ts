// How does the app get its requests, from clients of any kind, and how does it stop without losing one?
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { type AddressInfo, Server as NetServer, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import { AskwireError } from "../errors.ts";
import { SETTINGS } from "../settings.ts";
import type { ObservedRequest } from "./observe.ts";

export interface Listening {
  /** Such as http://127.0.0.1:3000. */
  readonly address: string;
  /** Answers what has been asked, takes nothing more, and ends within `stopping`. */
  stop(): Promise<void>;
}

/** Between closing the door and closing connections on which nothing is under way, ms: what was sent before arrives. */
const LAST_REQUESTS = 1000;

export interface Place {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
}

/** What `SETTINGS.server` says of connections. */
export type Limits = Readonly<
  Record<"headerBytes" | "headersTimeout" | "requestTimeout" | "idleTimeout" | "connections" | "stopping", number>
>;

/** @throws AskwireError where the address cannot be had. */
export async function listen(
  app: Hono<ObservedRequest>,
  { host, port }: Place,
  limits: Limits = SETTINGS.server,
): Promise<Listening> {
  const { headerBytes, headersTimeout, requestTimeout, idleTimeout, connections, stopping } = limits;
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      maxHeaderSize: headerBytes,
      headersTimeout,
      requestTimeout,
      keepAliveTimeout: idleTimeout,
      connectionsCheckingInterval: Math.min(1000, headersTimeout),
    },
  }) as Server;
  server.maxConnections = connections;
  // A client that does not read its answer is cut off too.
  server.setTimeout(requestTimeout + SETTINGS.server.deadline, (socket) => socket.destroy());
  const underWay = new Set<ServerResponse>();
  server.prependListener("request", (_: IncomingMessage, response: ServerResponse) => {
    underWay.add(response);
    response.on("close", () => underWay.delete(response));
    if (!server.listening) response.setHeader("connection", "close");
  });
  const open = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
  });
  await opened(server, host, port);
  const name = host.includes(":") ? `[${host}]` : host;
  return {
    address: `http://${name}:${(server.address() as AddressInfo).port}`,
    stop: () => stopped(server, underWay, open, stopping),
  };
}

function opened(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const inUse = `Port ${port} on ${host} is in use: stop what listens there, or choose another with --port.`;
      const other = `Cannot listen on ${host}:${port}: ${error.message}.`;
      reject(new AskwireError(error.code === "EADDRINUSE" ? inUse : other));
    });
    server.listen(port, host, resolve);
  });
}

async function stopped(
  server: Server,
  underWay: ReadonlySet<ServerResponse>,
  open: ReadonlySet<Socket>,
  longest: number,
): Promise<void> {
  for (const response of underWay) if (!response.headersSent) response.setHeader("connection", "close");
  // The plain server's close: that of HTTP would cut connections on which a request is just arriving.
  const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
  const quiet = setInterval(() => {
    server.closeIdleConnections();
    // Connections on which nothing was ever sent, as browsers open them ahead, are not counted among those.
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
  }, LAST_REQUESTS);
  await Promise.race([closed, wait(longest, undefined, { ref: false })]);
  clearInterval(quiet);
  server.closeAllConnections();
}

// How is a server told whom to serve? Safe for the own machine when nothing is said.
import pino, { type Logger } from "pino";
import { UsageError } from "../errors.ts";
import { SETTINGS } from "../settings.ts";

export interface ServerOptions {
  /** Names by which the server may be called, without ports; null for any. */
  readonly hosts: readonly string[] | null;
  /** Origins of other sites whose pages may ask from a browser, such as "https://news.example". */
  readonly origins: readonly string[];
  /** Whoever asks has to bring one of these; nothing is needed where there is none. */
  readonly apiKeys: readonly string[];
  /** Of each key, or address where there is no key; 0 for no limit. */
  readonly requestsPerMinute: number;
  readonly log: Logger;
  /** Whether questions are logged too. */
  readonly logQuestions: boolean;
}

export const LOCAL: ServerOptions = {
  hosts: ["localhost", "127.0.0.1", "[::1]"],
  origins: [],
  apiKeys: [],
  requestsPerMinute: 0,
  log: pino({ level: "silent" }),
  logQuestions: false,
};

export interface Wishes extends Pick<ServerOptions, "origins" | "apiKeys" | "log" | "logQuestions"> {
  /** Address to listen on. */
  readonly host: string;
  /** More names by which the server may be called. */
  readonly hosts: readonly string[];
  /** Whether everyone who reaches the address may ask without a key. */
  readonly open: boolean;
  readonly requestsPerMinute: number | undefined;
}

/** @throws UsageError where others could reach the server, and neither keys nor `open` say that they may. */
export function serverOptions({ host, hosts, open, requestsPerMinute, ...wishes }: Wishes): ServerOptions {
  const named = [...(LOCAL.hosts ?? []), host, ...hosts];
  if (isLoopback(host)) return { ...wishes, hosts: named, requestsPerMinute: requestsPerMinute ?? 0 };
  if (wishes.apiKeys.length === 0 && !open) {
    throw new UsageError(
      `Others can reach ${host}: set ASKWIRE_API_KEYS to the keys they have to bring, or say --public to let everyone ask.`,
    );
  }
  return {
    ...wishes,
    hosts: hosts.length > 0 ? named : null,
    requestsPerMinute: requestsPerMinute ?? SETTINGS.server.requestsPerMinute,
  };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

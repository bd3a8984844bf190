import type { Machine } from "./machine.ts";

/** How a server is started, as a client wants it written. */
export interface Entry {
  /** Where a client tells local servers from remote ones by it. */
  readonly type?: "stdio";
  readonly command: string;
  readonly args: readonly string[];
}

/** A program that people talk to a model in, and where it keeps the servers that it starts. */
export interface Client {
  readonly id: string;
  readonly title: string;
  /** The user's file. Throws `UnclearPlace` where more than one could be it. */
  file(machine: Machine): string;
  /** There once the client has run. Unless said, the folder of its file. */
  traces?(machine: Machine): readonly string[];
  /** Strict JSON, JSON with comments and trailing commas, or TOML. */
  readonly syntax: "json" | "jsonc" | "toml";
  /** What its servers stand under. */
  readonly key: string;
  readonly typed: boolean;
  /** How it takes notice. */
  readonly afterwards: string;
}

export class UnclearPlace extends Error {}

/** The name of our entry, in every client. */
export const ENTRY = "strategic-python";

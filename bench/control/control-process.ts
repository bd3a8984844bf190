import { work } from "./work.ts";

/** Does the work once for each message, in turn, as a server does. */
process.on("message", () => {
  work();
  process.send?.("done");
});
process.once("disconnect", () => process.exit(0));
process.send?.("ready");

import { text } from "node:stream/consumers";
import { type ImageRecipe, makeImage } from "./make.ts";

/** Makes one image in a process of its own: seconds of work and a gigabyte of memory that the server should not carry. */
const recipe = JSON.parse(await text(process.stdin)) as Omit<ImageRecipe, "progress">;
makeImage({ ...recipe, progress: (step) => process.stdout.write(`${step}\n`) }).then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);

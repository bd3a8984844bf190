import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants } from "node:zlib";
import { StrategicError } from "../errors.ts";
import { limits } from "../limits.ts";

/** Off this thread: others are answered meanwhile. */
const [compress, decompress] = [promisify(brotliCompress), promisify(brotliDecompress)];

/** A spec is mostly repeated words and numbers. Of what was tried on all templates' samples, the smallest for its time: half a millisecond, 1.2 kB each. */
const params = { [constants.BROTLI_PARAM_QUALITY]: 5 };

export const packed = async (value: object): Promise<Uint8Array> => compress(Buffer.from(JSON.stringify(value)), { params });

/** A file that was changed by somebody else may unfold to anything: so much, and no more. */
export async function unpacked<T>(body: Uint8Array): Promise<T> {
  try {
    const text = await decompress(body, { maxOutputLength: limits.unpackedArtifactBytes });
    return JSON.parse(text.toString("utf8")) as T;
  } catch (error) {
    throw new StrategicError("STORE_FAILED", "What was kept of it can't be read any more. Run the analysis again.", {
      cause: error,
    });
  }
}

import { crc32, deflateSync } from "node:zlib";

const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

/** Opaque RGBA pixels as an RGB PNG. Rows repeat in a dashboard, so "up" turns most of them to zeros and a low level does. */
export function encodePng(rgba: Uint8Array, width: number, height: number, level = 3): Buffer {
  const stride = width * 3 + 1;
  const raw = Buffer.allocUnsafe(stride * height);
  for (let y = 0; y < height; y++) {
    let to = y * stride;
    let from = y * width * 4;
    const above = from - width * 4;
    raw[to++] = y === 0 ? 0 : 2;
    for (let x = 0; x < width; x++, from += 4) {
      const up = y === 0 ? -1 : above + x * 4;
      raw[to++] = (rgba[from] as number) - (up < 0 ? 0 : (rgba[up] as number));
      raw[to++] = (rgba[from + 1] as number) - (up < 0 ? 0 : (rgba[up + 1] as number));
      raw[to++] = (rgba[from + 2] as number) - (up < 0 ? 0 : (rgba[up + 2] as number));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(raw, { level })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

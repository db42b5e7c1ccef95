import { crc32, deflateSync } from 'node:zlib';

/** The color of a point of the unit square, 0 to 255 each. */
export type Paint = (x: number, y: number) => readonly [red: number, green: number, blue: number, alpha: number];

/** Points along each side of a pixel that are looked at: edges are smooth. */
const samples = 4;

/** A square picture as PNG (RGBA, 8 bits), of so many pixels along each side. Pure. */
export function pngOf(size: number, paint: Paint): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const rows = Array.from({ length: size }, (_, y) => [
    0,
    ...Array.from({ length: size }, (__, x) => pixelAt(x, y, size, paint)).flat(),
  ]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The mean of the points of a pixel, each color weighed by how much of it is seen. */
function pixelAt(x: number, y: number, size: number, paint: Paint): readonly number[] {
  const at = (pixel: number, sample: number): number => (pixel + (sample + 0.5) / samples) / size;
  const points = Array.from({ length: samples * samples }, (_, index) =>
    paint(at(x, index % samples), at(y, Math.floor(index / samples))),
  );
  const alpha = points.reduce((sum, point) => sum + point[3], 0);
  const mean = (channel: 0 | 1 | 2): number =>
    alpha === 0 ? 0 : Math.round(points.reduce((sum, point) => sum + point[channel] * point[3], 0) / alpha);
  return [mean(0), mean(1), mean(2), Math.round(alpha / points.length)];
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
}

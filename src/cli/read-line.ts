import { createInterface } from 'node:readline';

/** The first line of a stream without the blanks around it; empty where there is none. */
export async function readLine(input: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input });
  for await (const line of lines) {
    lines.close();
    return line.trim();
  }
  return '';
}

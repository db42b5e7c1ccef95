/** The connection string of a database of one's own on a server of MongoDB. Pure. */
export const databaseOn = (server: string, name: string): string =>
  Object.assign(new URL(server), { pathname: `/${name}` }).href;

/** Removes databases with the keys beside them. The driver is loaded only here. */
export async function dropDatabases(server: string, names: Iterable<string>): Promise<void> {
  const { MongoClient } = await import('mongodb');
  const client = new MongoClient(server);
  try {
    for (const name of names) for (const each of [name, `${name}_keys`]) await client.db(each).dropDatabase();
  } finally {
    await client.close();
  }
}

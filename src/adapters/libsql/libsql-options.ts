/** How the embedded store is opened. */
export interface LibsqlOptions {
  /** The folder of coach.db, keys.db and kek.key; made when missing. */
  readonly dataDir: string;
  /** The built worker. Tests that run the sources name the one in dist. */
  readonly worker?: URL;
  /** 32 bytes, instead of the file kek.key. */
  readonly masterKey?: Uint8Array;
  /**
   * `look` leaves the marker as it is; `survey` too, and tells what is missing without refusing; `accept` takes a folder that was restored on purpose. Both files must be there.
   */
  readonly as?: 'start' | 'look' | 'survey' | 'accept';
  /** Real time, epoch ms. */
  readonly real?: () => number;
}

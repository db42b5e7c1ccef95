/** What a counselor does with an alert, without who does it. */
export type UnsignedAct =
  /** `acknowledge` says that somebody looks, to people on call only; the clocks go on. */
  | { readonly type: 'acknowledge' | 'claim' | 'take-over' | 'release' | 'hand-back' }
  /**
   * `outcome` is one of a form's, or words; `note` is what the counselor adds. `seen` is the version of the alert that the
   * counselor looked at: nobody closes what they have not read.
   */
  | { readonly type: 'close'; readonly outcome: string; readonly note?: string; readonly seen?: number }
  | { readonly type: 'say'; readonly words: string }
  /** `task` is the id of one of the alert's tasks. */
  | { readonly type: 'task-done'; readonly task: string };

/** What a counselor does with an alert. `by` is the counselor's own name. */
export type CounselorAct = UnsignedAct & { readonly by: string };

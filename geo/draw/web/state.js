/** What the reader has chosen; views listen for changes. */

/**
 * @typedef {import("./types").State} State
 * @typedef {(changed: Set<string>, state: State) => void} Listener
 */

export class Choice {
  /** @param {State} initial */
  constructor(initial) {
    this.state = initial;
    /** @type {Listener[]} */
    this.listeners = [];
  }

  /** @param {Listener} listener */
  listen(listener) {
    this.listeners.push(listener);
  }

  /**
   * Change some of the state and tell who listens, once.
   * @param {Partial<State>} patch
   */
  set(patch) {
    const state = /** @type {Record<string, any>} */ (this.state);
    const changed = new Set(Object.keys(patch).filter((key) => state[key] !== /** @type {any} */ (patch)[key]));
    if (!changed.size) return;
    Object.assign(this.state, patch);
    for (const listener of this.listeners) listener(changed, this.state);
  }
}

/** @returns {State} */
export function initialState() {
  return {
    window: null, undated: true, query: "", chosen: {}, selected: -1, hover: -1, group: null,
    tab: "list", color: "family", sort: "newest", layers: {}, domain: null, view: "fact",
  };
}

/** A worker of the page, for what would keep a reader waiting. */

/**
 * Return a worker that runs a script, or null where workers are forbidden.
 * @param {string} source @returns {Promise<Worker | null>}
 */
export function openWorker(source) {
  return new Promise((resolve) => {
    try {
      const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      const worker = new Worker(address);
      // Some browsers tell of a forbidden worker only later: it counts from its first word.
      worker.addEventListener("message", () => resolve(worker), { once: true });
      worker.addEventListener("error", () => resolve(null), { once: true });
    } catch {
      resolve(null);
    }
  });
}

/**
 * Timers and finalisers outlive a rewind: fired later, they would touch memory that no longer is what they knew. Each timer
 * remembers the epoch it was set in and stays silent in any other; the finalisation registry is replaced with every epoch.
 * Must be installed before Pyodide is loaded.
 */
export class Epochs {
  current = 0;

  install(realm: typeof globalThis = globalThis): void {
    const Registry = realm.FinalizationRegistry;
    realm.FinalizationRegistry = class<T> extends Registry<T> {
      readonly callback: (held: T) => void;
      constructor(callback: (held: T) => void) {
        super(callback);
        this.callback = callback;
      }
    } as typeof Registry;
    for (const name of ["setTimeout", "setInterval", "setImmediate"] as const) {
      const original = realm[name] as (callback: (...args: unknown[]) => void, ...rest: unknown[]) => unknown;
      const guarded = (callback: (...args: unknown[]) => void, ...rest: unknown[]) => {
        const epoch = this.current;
        return original(
          (...args) => {
            if (this.current === epoch) callback(...args);
          },
          ...rest,
        );
      };
      (realm as unknown as Record<string, unknown>)[name] = guarded;
    }
  }
}

/**
 * Makes a realm unchangeable: every object that any value leads to through properties and prototypes is frozen, so that code
 * which runs later, ours and Node's, finds the same methods as before. Done once, after the interpreter has booted.
 */
type Realm = Record<string | symbol, unknown>;

/** Reached by syntax, not by a name. */
function unnamed(): unknown[] {
  const generator = function* () {};
  const asyncGenerator = async function* () {};
  const samples: unknown[] = [
    async () => {},
    generator,
    asyncGenerator,
    generator(),
    asyncGenerator(),
    [][Symbol.iterator](),
    new Map().entries(),
    new Set().values(),
    ""[Symbol.iterator](),
    "".matchAll(/x/g),
    [].values().map(() => null),
    Iterator.from({ next: () => ({ done: true, value: null }) }),
    // The accessors' own function, which throws.
    Object.getOwnPropertyDescriptor(Function.prototype, "caller")?.get,
  ];
  return samples.map((sample) => (typeof sample === "function" ? sample : sample && Object.getPrototypeOf(sample)));
}

/**
 * What programs commonly assign on an object that inherits it. A frozen property in the prototype would forbid that, by a flaw of
 * the language that is called the override mistake: these become accessors that let the inheriting object have its own.
 */
const OVERRIDDEN: readonly (readonly [object, readonly string[]])[] = [
  [Object.prototype, ["constructor", "toString", "valueOf", "toLocaleString", "hasOwnProperty"]],
  [Function.prototype, ["constructor", "toString"]],
  [Array.prototype, ["constructor", "toString"]],
  ...[Error, AggregateError, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map(
    ({ prototype }) => [prototype, ["constructor", "name", "message", "toString"]] as const,
  ),
];

/** Freezes all that the realm's names and `held` lead to, and what only syntax leads to. Returns how many objects that were. */
export function freezeRealm(realm: Realm, held: readonly unknown[]): number {
  for (const [prototype, names] of OVERRIDDEN) for (const name of names) letInheritorsOverride(prototype, name);
  const seen = new Set<object>();
  // Names are looked up in the realm's prototype too: one that were put there would be found.
  const waiting: unknown[] = [...unnamed(), ...held, Object.getPrototypeOf(realm)];
  for (const key of Reflect.ownKeys(realm)) {
    const { value, get, set } = Object.getOwnPropertyDescriptor(realm, key) as PropertyDescriptor;
    // The realm itself is closed apart.
    waiting.push(...[value, get, set].filter((found) => found !== realm));
  }
  while (waiting.length > 0) {
    const found = waiting.pop();
    if ((typeof found !== "object" && typeof found !== "function") || found === null || found === realm || seen.has(found))
      continue;
    seen.add(found);
    waiting.push(Object.getPrototypeOf(found));
    for (const key of Reflect.ownKeys(found)) {
      const { value, get, set } = Object.getOwnPropertyDescriptor(found, key) as PropertyDescriptor;
      waiting.push(value, get, set);
    }
  }
  for (const found of seen) if (!ArrayBuffer.isView(found)) Object.freeze(found);
  return seen.size;
}

function letInheritorsOverride(prototype: object, name: string): void {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
  if (descriptor === undefined || !("value" in descriptor) || descriptor.configurable !== true) return;
  const { value, enumerable = false } = descriptor;
  Object.defineProperty(prototype, name, {
    enumerable,
    configurable: false,
    get: () => value,
    set(this: object, own: unknown) {
      if (this === prototype) throw new TypeError(`${name} can't be changed`);
      Object.defineProperty(this, name, { value: own, writable: true, enumerable: true, configurable: true });
    },
  });
}

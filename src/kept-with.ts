// What is worked out of something once, because it is asked for again?

/** Works it out the first time, and keeps it as long as what it was worked out of is kept. */
export function keptWith<Of extends object, T>(work: (of: Of) => T): (of: Of) => T {
  const known = new WeakMap<Of, T>();
  return (of) => {
    const before = known.get(of);
    if (before !== undefined) return before;
    const made = work(of);
    known.set(of, made);
    return made;
  };
}

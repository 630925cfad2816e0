// Addresses shortened with prefixes, and written out again.

export function makeNames(known) {
  const byLength = Object.entries(known).sort(([, a], [, b]) => b.length - a.length);

  // As people read it: neg:holder, :party/russia.
  function short(iri) {
    for (const [prefix, namespace] of byLength) {
      if (iri.startsWith(namespace) && iri.length > namespace.length) return `${prefix}:${iri.slice(namespace.length)}`;
    }
    return iri;
  }

  // As SPARQL reads it: :party\/russia, or <…> where no prefix fits.
  function written(iri) {
    for (const [prefix, namespace] of byLength) {
      if (!iri.startsWith(namespace)) continue;
      const local = iri.slice(namespace.length);
      if (/^[\p{L}\p{N}_](?:[\p{L}\p{N}_/.-]*[\p{L}\p{N}_])?$/u.test(local)) return `${prefix}:${local.replaceAll("/", "\\/")}`;
    }
    return `<${iri}>`;
  }
  return { short, written };
}

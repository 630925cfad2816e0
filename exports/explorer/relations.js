// Where positions agree and collide; the same rules as relations.py, asked for one at a time.

const GONE = new Set(["superseded", "withdrawn", "lapsed"]);

export function relations(data) {
  const closed = new Map();
  const clashes = new Set();
  for (const option of data.of("option")) {
    for (const other of data.list(option.incompatible)) {
      clashes.add(`${option.key}\n${other}`).add(`${other}\n${option.key}`);
    }
  }

  // An option with all that it entails.
  function entailed(key) {
    if (!closed.has(key)) {
      const seen = new Set([key]);
      for (const each of seen) for (const next of data.list(data.get(each)?.entails)) seen.add(next);
      closed.set(key, seen);
    }
    return closed.get(key);
  }

  function incompatible(one, other) {
    for (const a of entailed(one)) for (const b of entailed(other)) if (clashes.has(`${a}\n${b}`)) return true;
    return false;
  }

  function stands(position) {
    const direction = data.direction(position);
    return position.option && !GONE.has(position.status) && (direction === "for" || direction === "against");
  }

  // "agree", "collide" or "" for two positions.
  function relation(one, other) {
    if (one.holder === other.holder || !stands(one) || !stands(other)) return "";
    const favours = data.direction(one) === "for";
    if (favours !== (data.direction(other) === "for")) {
      const [wanted, refused] = favours ? [one, other] : [other, one];
      return entailed(wanted.option).has(refused.option) ? "collide" : "";
    }
    if (favours) {
      if (incompatible(one.option, other.option)) return "collide";
      return [...entailed(one.option)].some((key) => entailed(other.option).has(key)) ? "agree" : "";
    }
    return entailed(one.option).has(other.option) || entailed(other.option).has(one.option) ? "agree" : "";
  }

  const related = (position, wanted) =>
    data.of("position").filter((other) => relation(position, other) === wanted);

  function between(a, b) {
    const pairs = { agree: [], collide: [] };
    for (const one of data.heldBy(a)) {
      for (const other of data.heldBy(b)) {
        const kind = relation(one, other);
        if (kind) pairs[kind].push([one, other]);
      }
    }
    return pairs;
  }

  return { relation, related, between, entailed, incompatible };
}

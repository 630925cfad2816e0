// Where positions agree and collide, asked for one at a time; the rules are those of graph/stances.py,
// which counts the pairs in the picture, and a test holds the two together.

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
    return position.option && position.status === "current" && (direction === "for" || direction === "against");
  }

  const meet = (one, other) => one.holder !== other.holder && stands(one) && stands(other);
  const includes = (wanted, other) => entailed(wanted.option).has(other.option);

  const RULES = {
    agree: (one, other) =>
      meet(one, other) && data.direction(one) === data.direction(other) && (includes(one, other) || includes(other, one)),
    collide(one, other) {
      if (!meet(one, other)) return false;
      const favours = data.direction(one) === "for";
      if (favours && data.direction(other) === "for") return incompatible(one.option, other.option);
      if (!favours && data.direction(other) === "against") return false;
      return favours ? includes(one, other) : includes(other, one);
    },
  };

  const related = (position, kind) => data.of("position").filter((other) => RULES[kind](position, other));

  function between(a, b) {
    const pairs = { agree: [], collide: [] };
    for (const one of data.heldBy(a)) {
      for (const other of data.heldBy(b)) {
        for (const kind of Object.keys(RULES)) if (RULES[kind](one, other)) pairs[kind].push([one, other]);
      }
    }
    return pairs;
  }

  return { related, between, entailed, incompatible };
}
